package org.calque.kit.homes;

import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.NO_SYMLINKS;
import static org.calque.kit.homes.Kernel.O_CREAT;
import static org.calque.kit.homes.Kernel.O_EXCL;
import static org.calque.kit.homes.Kernel.O_NOCTTY;
import static org.calque.kit.homes.Kernel.O_NOFOLLOW;
import static org.calque.kit.homes.Kernel.O_NONBLOCK;
import static org.calque.kit.homes.Kernel.O_PATH;
import static org.calque.kit.homes.Kernel.O_RDONLY;
import static org.calque.kit.homes.Kernel.O_WRONLY;

import java.util.function.LongPredicate;
import org.calque.kit.homes.FileInfo.Type;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// Copies one regular file from home to home with the result that `rsync --archive` has, without a process.
///
/// It does the plain case only: no symbolic link on either way, a target that is absent or a regular file of the
/// home's owner, in a folder that the owner may write to. All else, every error included, is left as it was and to
/// rsync, which says what is wrong in its own words.
public final class FileCopy {
    private final Home source;
    private final Home target;
    private final PlacesForCopies places;
    private final boolean overwriteNewer;
    private final boolean backup;
    private final long mostBytes;
    private final String draft;
    private final LongPredicate pace;

    /// @param overwriteNewer replace the target also where it is newer (rsync without `--update`)
    /// @param backup         keep what is replaced under its name with a `~`
    /// @param mostBytes      larger files are left to rsync
    /// @param draft          name of the new file until it is whole; what an earlier try left under it is dropped
    /// @param pace           is told of bytes that were copied, some millions at a time, and says whether to go on
    public FileCopy(
            Home source,
            Home target,
            boolean overwriteNewer,
            boolean backup,
            long mostBytes,
            String draft,
            LongPredicate pace) {
        this.source = source;
        this.target = target;
        this.places = new PlacesForCopies(target);
        this.overwriteNewer = overwriteNewer;
        this.backup = backup;
        this.mostBytes = mostBytes;
        this.draft = draft;
        this.pace = pace;
    }

    /// Paths are relative to the homes and normalised.
    ///
    /// @return whether the target is now as rsync would have left it; if not, nothing that counts has changed
    public boolean copy(String from, String to) {
        var file = Kernel.open(
                source.root(), from, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0, BENEATH | NO_SYMLINKS);
        if (file < 0) {
            return false;
        }
        try {
            var stat = Kernel.stat(file);
            return stat.type() == Type.FILE && stat.size() <= mostBytes && copy(file, stat, to);
        } finally {
            Kernel.close(file);
        }
    }

    private boolean copy(int file, Kernel.Stat stat, String to) {
        var slash = to.lastIndexOf('/');
        var folder = places.folder(slash < 0 ? "." : to.substring(0, slash));
        if (folder < 0) {
            return false;
        }
        try {
            return places.ownerMayChange(folder) && place(file, stat, folder, to.substring(slash + 1));
        } finally {
            Kernel.close(folder);
        }
    }

    private boolean place(int file, Kernel.Stat stat, int folder, String name) {
        var present = Kernel.open(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0, BENEATH);
        if (Errno.ENOENT.is(present)) {
            return replace(file, stat, folder, name, false);
        }
        if (present < 0) {
            return false;
        }
        try {
            var old = Kernel.stat(present);
            if (old.type() != Type.FILE || Libc.isRoot() && old.uid() != target.owner()) {
                return false;
            }
            // rsync compares whole seconds.
            var older = Long.compare(
                    old.modified().getEpochSecond(), stat.modified().getEpochSecond());
            if (older > 0 && !overwriteNewer) {
                return true;
            }
            if (older == 0 && old.size() == stat.size()) {
                return old.permissions() == stat.permissions() || Kernel.mode(present, stat.permissions()) >= 0;
            }
            return replace(file, stat, folder, name, backup);
        } finally {
            Kernel.close(present);
        }
    }

    private boolean replace(int file, Kernel.Stat stat, int folder, String name, boolean keepOld) {
        if (keepOld && name.endsWith("~")) {
            return false;
        }
        Kernel.remove(folder, draft, 0);
        var handle = Kernel.open(folder, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, BENEATH);
        if (handle < 0) {
            return false;
        }
        var placed = false;
        try {
            placed = (!Libc.isRoot() || Kernel.own(handle, target.owner(), target.owner()) >= 0)
                    && Kernel.copy(file, stat, handle, pace)
                    && Kernel.mode(handle, stat.permissions()) >= 0
                    && Kernel.modified(handle, stat.modified()) >= 0
                    && (!keepOld || keepOld(folder, name))
                    && Kernel.rename(folder, draft, name) >= 0;
            return placed;
        } finally {
            Kernel.close(handle);
            if (!placed) {
                Kernel.remove(folder, draft, 0);
            }
        }
    }

    private static boolean keepOld(int folder, String name) {
        var kept = name + "~";
        var present = Kernel.open(folder, kept, O_PATH | O_NOFOLLOW, 0, BENEATH);
        if (present >= 0) {
            var type = Kernel.stat(present).type();
            Kernel.close(present);
            if (type != Type.FILE || Kernel.remove(folder, kept, 0) < 0) {
                return false;
            }
        }
        return Kernel.link(folder, name, kept) >= 0;
    }
}
