package org.calque.copies;

import java.util.Optional;
import java.util.regex.Pattern;

/// How far a running copy is, as rsync tells it about once in a second (`--info=progress2`); or as the service counts,
/// when it makes the copy itself.
final class Progress {
    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d{1,18})\\s+(\\d{1,3})%\\s+\\S+\\s+\\S+(?:\\s+\\(xfr#(\\d{1,18}),.*)?\\s*");
    private static final int LONGEST_LINE = 200;

    private final StringBuilder line = new StringBuilder();
    private long copied;
    private long files;
    private Reached reached;
    private Reached told;

    /// @param bytes   that were copied, without what the target had before
    /// @param files   that were copied
    /// @param percent of what was found by then; rsync looks for more while it copies. Null when nobody has counted
    record Reached(long bytes, long files, Integer percent) {}

    /// The service has copied something itself.
    ///
    /// @param bytes 0 at the end of each file
    /// @param all   bytes that there are; 0 when nobody has counted
    synchronized void count(long bytes, long all) {
        if (bytes == 0) {
            files++;
        }
        copied += bytes;
        reached = new Reached(copied, files, all == 0 ? null : (int) Math.min(100, copied * 100 / all));
    }

    /// The next of what rsync writes. A line ends with a line feed, or a carriage return where it will be overwritten.
    synchronized void hear(String words) {
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            if (letter == '\r' || letter == '\n') {
                read();
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append(letter);
            }
        }
    }

    private void read() {
        var told = LINE.matcher(line);
        if (told.matches()) {
            files = told.group(3) == null ? files : Long.parseLong(told.group(3));
            reached = new Reached(Long.parseLong(told.group(1)), files, Math.min(100, Integer.parseInt(told.group(2))));
        }
    }

    /// What is new since this was last asked; empty when nothing is.
    synchronized Optional<Reached> news() {
        var news = reached == null || reached.equals(told) ? null : reached;
        told = reached;
        return Optional.ofNullable(news);
    }
}
