package org.calque.copies;

import java.util.Optional;
import org.calque.messages.copies.CopiesPreview.Change;

/// Reads what rsync tells with [#FORMAT] of each thing that it changes, or would change.
final class Itemized {
    static final String FORMAT = "--out-format=%i|%l|%n";
    private static final String DELETED = "*deleting";
    private static final String NEW = "+++";
    private static final int KIND = 0;
    private static final int TYPE = 1;

    private Itemized() {}

    /// Empty when it is about nothing in the target.
    static Optional<Change> read(String line) {
        var parts = line.split("\\|", 3);
        if (parts.length < 3 || parts[0].isBlank() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        var isFolder = parts[2].endsWith("/");
        var path = isFolder ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
        if (parts[0].startsWith(DELETED)) {
            return Optional.of(new Change("delete", isFolder ? "folder" : "file", path, 0));
        }
        return Optional.of(new Change(change(parts[0]), type(parts[0].charAt(TYPE)), path, Long.parseLong(parts[1])));
    }

    private static String change(String items) {
        if (items.contains(NEW)) {
            return "create";
        }
        return items.charAt(KIND) == '.' ? "touch" : "replace";
    }

    private static String type(char letter) {
        return switch (letter) {
            case 'f' -> "file";
            case 'd' -> "folder";
            case 'L' -> "link";
            default -> "other";
        };
    }
}
