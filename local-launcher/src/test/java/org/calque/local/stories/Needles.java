package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Looks for many texts in much data at once: each as it is, in hexadecimal, as part of an address, and in Base64 at
/// every offset that it may have in a longer text. Beside them, for whatever has the shape of a key or a signed token.
final class Needles {
    private static final List<Shape> SHAPES = List.of(
            new Shape("something like an API key", "sk-", Pattern.compile("[0-9A-Za-z]{22}(?!\\w)")),
            new Shape("something like an API key", "sk_", Pattern.compile("[0-9A-Za-z]{24}(?!\\w)")),
            new Shape(
                    "something like a signed token",
                    "eyJ",
                    Pattern.compile("[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{20}")));
    private static final int START = 8;
    private static final int BITS = 20;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /// @param start found first, since that is quick
    private record Shape(String name, String start, Pattern rest) {
        boolean standsIn(String text) {
            for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
                if (rest.matcher(text)
                        .region(at + start.length(), text.length())
                        .lookingAt()) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Needle(String name, byte[] bytes) {}

    private final Map<Long, List<Needle>> byStart = new HashMap<>();
    private final boolean[] mayStart = new boolean[1 << BITS];

    /// @param name what is told when it is found
    /// @param text at least eight characters
    void add(String name, String text) {
        var bytes = text.getBytes(UTF_8);
        put(name, bytes);
        var hex = HexFormat.of().formatHex(bytes);
        put(name + " in hexadecimal", hex.getBytes(UTF_8));
        put(name + " in hexadecimal", hex.toUpperCase().getBytes(UTF_8));
        put(name + " in an address", URLEncoder.encode(text, UTF_8).getBytes(UTF_8));
        for (int offset = 0; offset < 3; offset++) {
            put(name + " in Base64", inBase64(bytes, offset, Base64.getEncoder()));
            put(name + " in Base64", inBase64(bytes, offset, Base64.getUrlEncoder()));
        }
    }

    /// The names of all that is in there.
    TreeSet<String> in(byte[] data) {
        var found = new TreeSet<String>();
        long window = 0;
        for (int end = 0; end < data.length; end++) {
            window = window << 8 | data[end] & 0xFF;
            if (mayStart[slot(window)] && byStart.containsKey(window)) {
                for (var needle : byStart.get(window)) {
                    if (standsAt(data, end + 1 - START, needle.bytes())) {
                        found.add(needle.name());
                    }
                }
            }
        }
        return found;
    }

    /// What looks like a secret, though nobody has told of it.
    static TreeSet<String> shapesIn(byte[] data) {
        var text = new String(data, ISO_8859_1);
        var found = new TreeSet<String>();
        for (var shape : SHAPES) {
            if (shape.standsIn(text)) {
                found.add(shape.name());
            }
        }
        return found;
    }

    private void put(String name, byte[] bytes) {
        long start = 0;
        for (int i = 0; i < START; i++) {
            start = start << 8 | bytes[i] & 0xFF;
        }
        byStart.computeIfAbsent(start, it -> new ArrayList<>()).add(new Needle(name, bytes));
        mayStart[slot(start)] = true;
    }

    private static int slot(long window) {
        return (int) (window * MIX >>> 64 - BITS);
    }

    private static boolean standsAt(byte[] data, int from, byte[] needle) {
        return from + needle.length <= data.length
                && Arrays.equals(data, from, from + needle.length, needle, 0, needle.length);
    }

    /// The letters that depend on nothing else, when so many bytes stand before these.
    private static byte[] inBase64(byte[] bytes, int offset, Base64.Encoder encoder) {
        var shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        var letters = encoder.encode(shifted);
        return Arrays.copyOfRange(letters, (offset * 8 + 5) / 6, shifted.length * 8 / 6);
    }
}
