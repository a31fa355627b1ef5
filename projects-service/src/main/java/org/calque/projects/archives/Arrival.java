package org.calque.projects.archives;

import org.calque.kit.homes.Folder;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;

/// Moves what was unpacked aside into its place, when all of it has come: folders are merged, files and links replaced.
final class Arrival {
    private final Home target;
    private final String aside;

    /// @param aside the folder in `target` that holds what was unpacked
    Arrival(Home target, String aside) {
        this.target = target;
        this.aside = aside;
    }

    private interface Step {
        void of(Entry entry, String path, boolean isFolderThere) throws HomeException;
    }

    void move() throws HomeException {
        walk("", (entry, path, isFolderThere) -> {
            if (isFolderThere != entry.info().isDirectory()
                    && isThere(path)
                    && (isFolderThere || entry.info().isDirectory())) {
                throw HomeException.of(
                        Errno.EEXIST,
                        isFolderThere ? "a folder is where the file shall be" : "a file is where the folder shall be",
                        "tar",
                        path);
            }
        });
        walk("", (entry, path, isFolderThere) -> {
            if (isFolderThere && entry.info().isDirectory()) {
                target.dressFolder(path, entry.info().mode(), entry.info().modified());
            } else {
                target.move(aside + "/" + path, path, true);
            }
        });
    }

    private boolean isThere(String path) throws HomeException {
        try {
            target.statLink(path);
            return true;
        } catch (HomeException failure) {
            if (failure.code() == Errno.ENOENT) {
                return false;
            }
            throw failure;
        }
    }

    private void walk(String above, Step step) throws HomeException {
        try (var folder = target.folder(above.isEmpty() ? aside : aside + "/" + above)) {
            walk(folder, above, step);
        }
    }

    private void walk(Folder folder, String above, Step step) throws HomeException {
        var entries = new java.util.ArrayList<Entry>();
        folder.visit(entries::add); // first, since moving changes the folder
        for (var entry : entries) {
            var path = above.isEmpty() ? entry.name() : above + "/" + entry.name();
            var isFolderThere = isFolder(path);
            if (isFolderThere && entry.info().isDirectory()) {
                walk(path, step);
            }
            step.of(entry, path, isFolderThere);
        }
    }

    private boolean isFolder(String path) throws HomeException {
        try {
            return target.statLink(path).isDirectory();
        } catch (HomeException failure) {
            if (failure.code() == Errno.ENOENT || failure.code() == Errno.ENOTDIR) {
                return false;
            }
            throw failure;
        }
    }
}
