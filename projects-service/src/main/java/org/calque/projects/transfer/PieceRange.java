package org.calque.projects.transfer;

import java.util.regex.Pattern;

/// Where a piece that is sent belongs, as its `Content-Range` tells.
///
/// @param total of the whole file; null when it is not told
public record PieceRange(long first, long length, Long total) {
    private static final Pattern SENT = Pattern.compile("\\s*bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)\\s*");

    /// Null when it cannot be read.
    public static PieceRange of(String header) {
        var sent = SENT.matcher(header);
        if (!sent.matches()) {
            return null;
        }
        var first = Long.parseLong(sent.group(1));
        var length = Long.parseLong(sent.group(2)) + 1 - first;
        var total = sent.group(3).equals("*") ? null : Long.valueOf(sent.group(3));
        return length <= 0 || total != null && first + length > total ? null : new PieceRange(first, length, total);
    }

    /// Whether the file is said to have another size.
    public boolean contradicts(Long size) {
        return total != null && size != null && !total.equals(size);
    }
}
