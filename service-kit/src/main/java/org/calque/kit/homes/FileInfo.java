package org.calque.kit.homes;

import java.time.Instant;

/// What is known of a file without opening it.
///
/// @param mode     permission bits, as in `0644`
/// @param modified when the content last changed
/// @param changed  when anything of the file last changed, its name and permissions included
/// @param inode    tells the file from others of its file system
/// @param owner    the user that it belongs to
public record FileInfo(Type type, long size, int mode, Instant modified, Instant changed, long inode, int owner) {
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

    public boolean isLink() {
        return type == Type.SYMLINK;
    }

    /// Names this state of the content: a file that was replaced or written to has another tag.
    public String tag() {
        return Long.toString(inode, 36)
                + "-" + Long.toString(size, 36)
                + "-" + Long.toString(modified.getEpochSecond(), 36)
                + "-" + Integer.toString(modified.getNano(), 36);
    }
}
