package org.calque.kit.homes;

import java.time.Instant;

/// What is known of a file without opening it.
///
/// @param mode permission bits, as in `0644`
public record FileInfo(Type type, long size, int mode, Instant modified) {
    public enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        OTHER
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    public boolean isFile() {
        return type == Type.FILE;
    }
}
