package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// What a command wrote to one of its streams, kept up to a limit; the rest is read and dropped.
final class Output implements Child.Sink {
    private static final int ALWAYS_KEPT = 1024; // room for what the way into the sandbox may have to say
    private static final int BYTES_PER_CHARACTER = 3; // of UTF-8, per UTF-16 unit, at most

    private final Integer maxCharacters;
    private final long maxBytes;
    private final AtomicLong budget;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean dropped;

    /// @param maxCharacters kept characters; null for no limit but `maxBytes`
    /// @param budget        bytes that all commands together may still keep
    Output(Integer maxCharacters, int maxBytes, AtomicLong budget) {
        this.maxCharacters = maxCharacters;
        this.maxBytes = mostBytes(maxCharacters, maxBytes);
        this.budget = budget;
    }

    /// Bytes that are enough for so many characters, within the server's limit; null for no other limit.
    static long mostBytes(Integer maxCharacters, int maxBytes) {
        return maxCharacters == null
                ? maxBytes
                : Math.clamp(((long) maxCharacters + 1) * BYTES_PER_CHARACTER, ALWAYS_KEPT, maxBytes);
    }

    @Override
    public synchronized void accept(MemorySegment buffer, int count) {
        var take = (int) Math.min(count, maxBytes - kept.size());
        if (take > 0 && budget.addAndGet(-take) < 0) {
            budget.addAndGet(take);
            take = 0;
        }
        dropped |= take < count;
        if (take > 0) {
            kept.write(buffer.asSlice(0, take).toArray(JAVA_BYTE), 0, take);
        }
    }

    /// Gives the kept bytes back to the budget; call it once, at the end.
    synchronized void release() {
        budget.addAndGet(kept.size());
    }

    /// The beginning, whatever limit people asked for.
    synchronized String head() {
        var bytes = kept.toByteArray();
        return new String(bytes, 0, Math.min(bytes.length, ALWAYS_KEPT), StandardCharsets.UTF_8);
    }

    /// Decoded as UTF-8, every bad byte as U+FFFD. A stream that was cut, or that reached its limit exactly, says so.
    synchronized String text() {
        return text(kept.toByteArray(), maxCharacters, dropped);
    }

    static String text(byte[] bytes, Integer maxCharacters, boolean dropped) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (maxCharacters != null && text.length() >= maxCharacters) {
            return truncated(text, maxCharacters);
        }
        return dropped ? truncated(text, text.length()) : text;
    }

    private static String truncated(String text, int characters) {
        return start(text, characters) + " (truncated at " + characters + " characters)";
    }

    private static String start(String text, int characters) {
        if (characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1))) {
            return text.substring(0, characters - 1) + '\uFFFD';
        }
        return text.substring(0, characters);
    }
}
