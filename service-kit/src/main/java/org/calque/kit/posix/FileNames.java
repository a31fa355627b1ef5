package org.calque.kit.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/// Names of files between the system, to which they are bytes, and Java.
///
/// Most names are UTF-8. A byte that is not travels as a lone surrogate, U+DC80 for 0x80 up to U+DCFF, and becomes the
/// same byte again on the way back: so every name that a folder holds can be opened and removed.
public final class FileNames {
    private static final int LONE = 0xdc00;

    private FileNames() {}

    /// The name that the system gave as bytes.
    public static String of(byte[] bytes) {
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return withLoneSurrogates(bytes);
        }
    }

    private static String withLoneSurrogates(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var decoder = UTF_8.newDecoder();
        while (in.hasRemaining()) {
            if (decoder.decode(in, out, true).isError()) {
                out.put((char) (LONE + (in.get() & 0xff)));
            }
        }
        return out.flip().toString();
    }

    /// The bytes of a name, for the system.
    public static byte[] bytes(String name) {
        return hasLoneSurrogate(name) ? withRawBytes(name) : name.getBytes(UTF_8);
    }

    private static byte[] withRawBytes(String name) {
        var out = new ByteArrayOutputStream(name.length());
        for (var i = 0; i < name.length(); ) {
            var point = name.codePointAt(i);
            if (point >= LONE + 0x80 && point <= LONE + 0xff) {
                out.write(point - LONE);
            } else {
                out.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
            i += Character.charCount(point);
        }
        return out.toByteArray();
    }

    /// The name for people and for JSON: bytes that are no UTF-8 become U+FFFD.
    public static String shown(String name) {
        return hasLoneSurrogate(name)
                ? name.codePoints()
                        .map(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE ? 0xfffd : it)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : name;
    }

    private static boolean hasLoneSurrogate(String name) {
        return name.codePoints().anyMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
    }
}
