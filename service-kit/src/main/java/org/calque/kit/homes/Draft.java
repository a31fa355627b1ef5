package org.calque.kit.homes;

import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.O_CREAT;
import static org.calque.kit.homes.Kernel.O_DIRECTORY;
import static org.calque.kit.homes.Kernel.O_EXCL;
import static org.calque.kit.homes.Kernel.O_NOFOLLOW;
import static org.calque.kit.homes.Kernel.O_RDONLY;
import static org.calque.kit.homes.Kernel.O_RDWR;
import static org.calque.kit.homes.Kernel.O_TMPFILE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.calque.kit.homes.FileInfo.Type;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// A file of a home on its way to be written: it is nowhere to be seen until it is placed, whole, under its name.
///
/// It has no name at all meanwhile (`O_TMPFILE`), so the system itself drops what a crash leaves unfinished. Where the
/// file system cannot do that it has a hidden one in the folder that it will be placed in.
public final class Draft implements AutoCloseable {
    private static final int CHUNK = 128 << 10;
    private static final int NEW_FILE = 0644;
    private static final int PERMISSIONS = 0777;
    private static final int MOST_TRIES = 100;

    /// One placing under a condition at a time, for each of so many groups of names.
    private static final Object[] TURNS = new Object[64];

    static {
        for (var i = 0; i < TURNS.length; i++) {
            TURNS[i] = new Object();
        }
    }

    private final int folder;
    private final String name;
    private final int owner;
    private final String path;
    private final int handle;
    private final boolean isKept;
    private String draftName;
    private MemorySegment buffer;
    private long size;
    private int newMode = NEW_FILE;
    private boolean fixedMode;
    private Instant modified;

    /// @param folder an open folder, which the draft closes at its end
    /// @param path   for messages
    Draft(int folder, String name, int owner, String path) throws HomeException {
        this.folder = folder;
        this.name = name;
        this.owner = owner;
        this.path = path;
        this.isKept = false;
        this.handle = begin();
    }

    /// A draft that is there already, under a name of its own in another folder, and open.
    Draft(int folder, String name, int owner, String path, int handle, long size) {
        this.folder = folder;
        this.name = name;
        this.owner = owner;
        this.path = path;
        this.handle = handle;
        this.isKept = true;
        this.size = size;
    }

    private int begin() throws HomeException {
        var begun = Kernel.open(folder, ".", O_TMPFILE | O_RDWR, 0600, BENEATH);
        if (begun < 0 && cannotBeNameless(begun)) {
            draftName = hiddenName();
            begun = Kernel.open(folder, draftName, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600, BENEATH);
        }
        if (begun < 0) {
            draftName = null;
            Kernel.close(folder);
        }
        check(begun, "open");
        if (Libc.isRoot()) {
            Kernel.own(begun, owner, owner); // what it takes of the disk is the project's from the first byte on
        }
        return begun;
    }

    private static boolean cannotBeNameless(int answer) {
        return Errno.EOPNOTSUPP.is(answer)
                || Errno.EISDIR.is(answer)
                || Errno.EINVAL.is(answer)
                || Errno.ENOENT.is(answer);
    }

    static String hiddenName() {
        return ".calque-" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }

    /// How many bytes there are so far.
    public long size() {
        return size;
    }

    /// Adds to the end.
    public void write(byte[] bytes, int from, int length) throws HomeException {
        if (buffer == null) {
            buffer = Arena.ofAuto().allocate(Math.clamp(length, 1, CHUNK));
        }
        for (var done = 0; done < length; ) {
            var count = (int) Math.min(length - done, buffer.byteSize());
            MemorySegment.copy(bytes, from + done, buffer, ValueLayout.JAVA_BYTE, 0, count);
            for (var written = 0; written < count; ) {
                written += check(Kernel.write(handle, buffer.asSlice(written, count - written)), "write");
            }
            done += count;
            size += count;
        }
    }

    /// Reads what has been written, from `position` on.
    ///
    /// @return how many bytes; 0 at the end
    public int read(long position, byte[] into) throws HomeException {
        try (var arena = Arena.ofConfined()) {
            var chunk = arena.allocate(Math.min(into.length, CHUNK));
            var count = check(Kernel.read(handle, chunk, position), "read");
            MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, 0, into, 0, count);
            return count;
        }
    }

    /// Drops what comes after the first `length` bytes.
    public void cutTo(long length) throws HomeException {
        check(Kernel.truncate(handle, length), "ftruncate");
        size = length;
    }

    /// The permissions that the file shall have, instead of those of the file that it replaces.
    public void permissions(int mode) {
        newMode = mode & PERMISSIONS;
        fixedMode = true;
    }

    /// The time of its last change that the file shall have, instead of now.
    public void modified(Instant time) {
        modified = time;
    }

    /// Waits until the content is on the disk.
    public void sync() throws HomeException {
        check(Kernel.sync(handle), "fsync");
    }

    /// Places the file under its name, whatever is there.
    public FileInfo place() throws HomeException {
        return placeIf(present -> true);
    }

    /// Places the file under its name at once, if what is there now is as wanted: nobody sees a part of it, and what
    /// is in its place keeps its owner and permissions, until it is gone.
    ///
    /// @param wanted is asked about the file that is there, or about null when there is none
    /// @return what was placed; null when what is there is not as wanted
    public FileInfo placeIf(Predicate<FileInfo> wanted) throws HomeException {
        synchronized (TURNS[Math.floorMod(path.hashCode(), TURNS.length)]) {
            for (var tries = 0; tries < MOST_TRIES; tries++) {
                var present = Kernel.stat(folder, name);
                if (!wanted.test(present == null ? null : present.info())) {
                    return null;
                }
                if (present != null) {
                    refuseAllButFiles(present);
                }
                dress(present);
                var placed = present == null ? appear() : replace();
                if (present != null || !Errno.EEXIST.is(placed)) {
                    check(placed, "open");
                    return Kernel.stat(handle).info();
                }
            }
        }
        throw new HomeException(Errno.EBUSY, "open", path);
    }

    private void dress(Kernel.Stat present) throws HomeException {
        if (Libc.isRoot() && present != null && (present.uid() != owner || present.gid() != owner)) {
            check(Kernel.own(handle, present.uid(), present.gid()), "chown");
        }
        check(
                Kernel.mode(handle, present == null || fixedMode ? newMode : present.permissions() & PERMISSIONS),
                "chmod");
        if (modified != null) {
            check(Kernel.modified(handle, modified), "utime");
        }
    }

    private int appear() {
        return draftName == null || isKept
                ? Kernel.name(handle, folder, name)
                : forget(Kernel.rename(folder, draftName, folder, name, Kernel.NO_REPLACE));
    }

    private int replace() {
        if (draftName == null) {
            var hidden = hiddenName();
            var named = Kernel.name(handle, folder, hidden);
            if (named < 0) {
                return named;
            }
            draftName = hidden;
        }
        return forget(Kernel.rename(folder, draftName, name));
    }

    /// A draft that has got its name has no other any more.
    private int forget(int renamed) {
        if (renamed >= 0) {
            draftName = null;
        }
        return renamed;
    }

    /// Waits until the name is on the disk, after the file was placed.
    public void syncName() throws HomeException {
        var open = check(Kernel.open(folder, ".", O_RDONLY | O_DIRECTORY, 0, BENEATH), "fsync");
        try {
            check(Kernel.syncFolder(open), "fsync");
        } finally {
            Kernel.close(open);
        }
    }

    /// Drops the draft, unless it was placed.
    @Override
    public void close() {
        if (draftName != null) {
            Kernel.remove(folder, draftName, 0);
        }
        Kernel.close(handle);
        Kernel.close(folder);
    }

    private void refuseAllButFiles(Kernel.Stat stat) throws HomeException {
        if (stat.type() == Type.DIRECTORY) {
            throw new HomeException(Errno.EISDIR, "open", path);
        }
        if (stat.type() != Type.FILE) {
            throw new HomeException(Errno.EINVAL, "not a regular file", "open", path, -1);
        }
    }

    private int check(int answer, String operation) throws HomeException {
        if (answer < 0) {
            throw new HomeException(Errno.of(answer), operation, path);
        }
        return answer;
    }
}
