package org.calque.kit.homes;

import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.NO_SYMLINKS;
import static org.calque.kit.homes.Kernel.O_DIRECTORY;
import static org.calque.kit.homes.Kernel.O_PATH;

import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// Where a copy may be placed without asking anybody: in folders of a home that its owner may write to, no link on the
/// way.
final class PlacesForCopies {
    private static final int OWNER_MAY_CHANGE = 0300;

    private final Home target;

    PlacesForCopies(Home target) {
        this.target = target;
    }

    /// Opens a folder, made when it is missing below a folder that the owner may write to.
    int folder(String path) {
        var folder = Kernel.open(target.root(), path, O_PATH | O_DIRECTORY, 0, BENEATH | NO_SYMLINKS);
        if (!Errno.ENOENT.is(folder)) {
            return folder;
        }
        var slash = path.lastIndexOf('/');
        var above = folder(slash < 0 ? "." : path.substring(0, slash));
        if (above < 0) {
            return above;
        }
        try {
            if (!ownerMayChange(above)) {
                return -Errno.EACCES.number();
            }
            target.makeFolders(path);
        } catch (HomeException failure) {
            return -failure.code().number();
        } finally {
            Kernel.close(above);
        }
        return Kernel.open(target.root(), path, O_PATH | O_DIRECTORY, 0, BENEATH | NO_SYMLINKS);
    }

    boolean ownerMayChange(int folder) {
        var stat = Kernel.stat(folder);
        return !Libc.isRoot()
                || stat.uid() == target.owner() && (stat.permissions() & OWNER_MAY_CHANGE) == OWNER_MAY_CHANGE;
    }
}
