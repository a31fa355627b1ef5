package org.calque.projects.exec;

/// Where characters end.
final class Utf8 {
    private static final int LONGEST = 4;

    private Utf8() {}

    /// How many of these bytes can be shown now: all but a character at the end whose rest has yet to come.
    static int wholeCharacters(byte[] bytes) {
        for (var back = 1; back < LONGEST && back <= bytes.length; back++) {
            var b = bytes[bytes.length - back] & 0xff;
            if (b >= 0xc0) {
                return length(b) > back ? bytes.length - back : bytes.length;
            }
            if (b < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }

    private static int length(int first) {
        return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    }
}
