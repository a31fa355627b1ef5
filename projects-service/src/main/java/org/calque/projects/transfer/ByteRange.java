package org.calque.projects.transfer;

import java.util.regex.Pattern;

/// Which bytes of a file are asked for.
///
/// @param first the first byte, counted from 0
/// @param end   the one after the last
record ByteRange(long first, long end) {
    private static final Pattern ASKED = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    long length() {
        return end - first;
    }

    /// What a `Range` header asks for. All but one single range of bytes is passed over, as RFC 9110 allows, and the
    /// whole file is sent.
    ///
    /// @return null when there is nothing to heed; a range without bytes when the file has none of those
    static ByteRange asked(String header, long size) {
        var asked = header == null ? null : ASKED.matcher(header);
        if (asked == null
                || !asked.matches()
                || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return null;
        }
        if (asked.group(1).isEmpty()) {
            var last = Long.parseLong(asked.group(2));
            return new ByteRange(last == 0 ? size : Math.max(0, size - last), size);
        }
        var first = Long.parseLong(asked.group(1));
        var last = asked.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(asked.group(2));
        if (last < first) {
            return null;
        }
        return first >= size ? new ByteRange(size, size) : new ByteRange(first, Math.min(last + 1, size));
    }
}
