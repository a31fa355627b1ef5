package org.calque.kit.homes;

import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.NO_REPLACE;
import static org.calque.kit.homes.Kernel.NO_SYMLINKS;
import static org.calque.kit.homes.Kernel.O_CREAT;
import static org.calque.kit.homes.Kernel.O_DIRECTORY;
import static org.calque.kit.homes.Kernel.O_EXCL;
import static org.calque.kit.homes.Kernel.O_NOCTTY;
import static org.calque.kit.homes.Kernel.O_NOFOLLOW;
import static org.calque.kit.homes.Kernel.O_NONBLOCK;
import static org.calque.kit.homes.Kernel.O_PATH;
import static org.calque.kit.homes.Kernel.O_RDONLY;
import static org.calque.kit.homes.Kernel.O_WRONLY;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// Copies a whole folder from home to home, to where nothing is yet, with the result that `rsync --archive
/// --hard-links`
/// has, without a process.
///
/// The tree grows in a folder of its own in the target home, which nobody but this process may enter where it is root,
/// and appears under its name when it is whole. What is neither file, folder nor link, what cannot be read, and all
/// errors are left to rsync, which says what is wrong in its own words.
public final class TreeCopy {
    /// Each level holds two folders open.
    private static final int DEEPEST = 100;

    private static final int OWNER_MAY_WRITE = 0200;
    private static final int NOT_YET_OPEN = 0700;

    private final Home source;
    private final Home target;
    private final PlacesForCopies places;
    private final String staging;
    private final String leftOut;
    private final LongPredicate pace;
    private final Map<Inode, String> seen = new HashMap<>();

    private record Inode(long device, long number) {}

    /// @param staging where the tree grows: a name in the target home
    /// @param leftOut what begins so is left out where it lies directly in the folder, and dropped where it lies
    ///                directly in the target home: what earlier copies that were cut off have left
    /// @param pace    is told of each file with its bytes, large ones in parts, and says whether to go on
    public TreeCopy(Home source, Home target, String staging, String leftOut, LongPredicate pace) {
        this.source = source;
        this.target = target;
        this.places = new PlacesForCopies(target);
        this.staging = staging;
        this.leftOut = leftOut;
        this.pace = pace;
    }

    /// Paths are relative to the homes and normalised.
    ///
    /// @param from a folder; empty for the home itself
    /// @return whether the target is now as rsync would have left it; if not, nothing that counts has changed
    public boolean copy(String from, String to) {
        var slash = to.lastIndexOf('/');
        var name = to.substring(slash + 1);
        var tree = Kernel.open(
                source.root(), from.isEmpty() ? "." : from, O_RDONLY | O_DIRECTORY, 0, BENEATH | NO_SYMLINKS);
        if (tree < 0) {
            return false;
        }
        var folder = places.folder(slash < 0 ? "." : to.substring(0, slash));
        try {
            return folder >= 0
                    && places.ownerMayChange(folder)
                    && Kernel.stat(folder, name) == null
                    && grow(tree, folder, name);
        } finally {
            Kernel.close(tree);
            if (folder >= 0) {
                Kernel.close(folder);
            }
        }
    }

    private boolean grow(int tree, int folder, String name) {
        var stat = Kernel.stat(tree);
        if (!Libc.isRoot() && (stat.permissions() & OWNER_MAY_WRITE) == 0) {
            return false; // who may not write to a folder may not move it either
        }
        try {
            dropLeftOvers();
            if (Kernel.makeFolder(target.root(), staging, NOT_YET_OPEN) < 0) {
                return false;
            }
            var grown = growStaged(tree, stat, folder, name);
            if (!grown) {
                target.removeAll(staging, () -> true);
            }
            return grown;
        } catch (HomeException failure) {
            return false;
        }
    }

    private boolean growStaged(int tree, Kernel.Stat stat, int folder, String name) throws HomeException {
        var staged = openFolder(target.root(), staging);
        if (staged < 0) {
            return false;
        }
        try {
            fill(tree, staged, staged, "", 0);
            dress(staged, stat);
            check(Kernel.rename(target.root(), staging, folder, name, NO_REPLACE));
            return true;
        } catch (LeftToRsync it) {
            return false;
        } finally {
            Kernel.close(staged);
        }
    }

    private void dropLeftOvers() throws HomeException {
        try (var home = target.folder(".")) {
            home.visitNames(name -> {
                if (name.startsWith(leftOut)) {
                    target.removeAll(name, () -> true);
                }
            });
        }
    }

    /// @param root of what grows
    /// @param path of `into` below it
    private void fill(int from, int root, int into, String path, int depth) throws HomeException {
        if (depth > DEEPEST) {
            throw new LeftToRsync();
        }
        // Its handle is closed by who has opened it.
        new Folder(from, path).visitNames(name -> {
            if (depth > 0 || !name.startsWith(leftOut)) {
                copyEntry(from, root, into, name, path + name, depth);
            }
        });
    }

    private void copyEntry(int from, int root, int into, String name, String path, int depth) throws HomeException {
        var flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
        var entry = Kernel.open(from, name, flags, 0, BENEATH | NO_SYMLINKS);
        if (Errno.ENOENT.is(entry)) {
            return; // it has vanished
        }
        if (Errno.ELOOP.is(entry)) {
            copyLink(from, into, name);
            return;
        }
        check(entry);
        try {
            var stat = Kernel.stat(entry);
            switch (stat.type()) {
                case FILE -> copyFile(entry, stat, root, into, name, path);
                case DIRECTORY -> copyFolder(entry, stat, root, into, name, path, depth);
                default -> throw new LeftToRsync();
            }
        } finally {
            Kernel.close(entry);
        }
    }

    private void copyFolder(int entry, Kernel.Stat stat, int root, int into, String name, String path, int depth)
            throws HomeException {
        check(Kernel.makeFolder(into, name, NOT_YET_OPEN));
        var made = check(openFolder(into, name));
        try {
            fill(entry, root, made, path + "/", depth + 1);
            dress(made, stat);
        } finally {
            Kernel.close(made);
        }
    }

    private void copyFile(int entry, Kernel.Stat stat, int root, int into, String name, String path) {
        if (stat.links() > 1) {
            var first = seen.putIfAbsent(new Inode(stat.device(), stat.inode()), path);
            if (first != null) {
                link(root, first, into, name);
                return;
            }
        }
        var made = check(Kernel.open(into, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, BENEATH));
        try {
            own(made);
            if (!Kernel.copy(entry, stat, made, pace) || !pace.test(0)) {
                throw new LeftToRsync();
            }
            check(Kernel.mode(made, stat.permissions()));
            check(Kernel.modified(made, stat.modified()));
        } finally {
            Kernel.close(made);
        }
    }

    private static void link(int root, String first, int into, String name) {
        var slash = first.lastIndexOf('/');
        var above = slash < 0 ? "." : first.substring(0, slash);
        var folder = check(Kernel.open(root, above, O_PATH | O_DIRECTORY, 0, BENEATH | NO_SYMLINKS));
        try {
            check(Kernel.link(folder, first.substring(slash + 1), into, name));
        } finally {
            Kernel.close(folder);
        }
    }

    private void copyLink(int from, int into, String name) {
        var link = check(Kernel.open(from, name, O_PATH | O_NOFOLLOW, 0, BENEATH));
        try {
            var leadsTo = Kernel.linkTarget(link);
            if (leadsTo == null) {
                throw new LeftToRsync();
            }
            check(Kernel.makeLink(into, name, leadsTo));
            if (Libc.isRoot()) {
                check(Kernel.own(into, name, target.owner(), target.owner()));
            }
            check(Kernel.modified(into, name, Kernel.stat(link).modified()));
        } finally {
            Kernel.close(link);
        }
    }

    private void dress(int handle, Kernel.Stat like) {
        own(handle);
        check(Kernel.mode(handle, like.permissions()));
        check(Kernel.modified(handle, like.modified()));
    }

    private void own(int handle) {
        if (Libc.isRoot()) {
            check(Kernel.own(handle, target.owner(), target.owner()));
        }
    }

    private static int openFolder(int above, String name) {
        return Kernel.open(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0, BENEATH | NO_SYMLINKS);
    }

    private static int check(int answer) {
        if (answer < 0) {
            throw new LeftToRsync();
        }
        return answer;
    }

    /// There is something that rsync is to deal with, or to stumble over.
    private static final class LeftToRsync extends RuntimeException {
        LeftToRsync() {
            super(null, null, false, false);
        }
    }
}
