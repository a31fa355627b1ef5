package org.calque.kit.homes;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.function.LongPredicate;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.FileNames;
import org.calque.kit.posix.Libc;

/// The system calls behind [Home]. Each answers a number, or `-errno`.
final class Kernel {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NOCTTY = 0x100;
    static final int O_APPEND = 0x400;
    static final int O_NONBLOCK = 0x800;
    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;
    static final int O_RDWR = 2;

    /// A file without a name, in the folder that is opened.
    static final int O_TMPFILE = 0x400000 | O_DIRECTORY;
    static final int AT_CWD = -100;
    static final int AT_REMOVEDIR = 0x200;

    /// No way out of the folder that the path starts at, and no `/proc/…/fd` links: the kernel itself watches each
    /// step.
    static final int BENEATH = 0x02 | 0x08;

    /// No symbolic link on the way, nor at its end.
    static final int NO_SYMLINKS = 0x04;

    /// The new name must not be there yet.
    static final int NO_REPLACE = 1;

    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
    private static final long GETDENTS64 = ARM ? 61 : 217;
    private static final int STATX_BASIC = 0x7ff;
    private static final long OPENAT2 = 437;
    private static final long LONGEST_LINK = 4096;
    private static final long LONGEST_RANGE = 4 << 20;
    private static final int SEEK_SET = 0;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final long CHUNK = 64 << 10;
    private static final long UTIME_OMIT = (1 << 30) - 2;

    private static final Libc.Function SYSCALL = Libc.function("syscall");
    private static final Libc.Function STATX = Libc.function("statx");
    private static final Libc.Function READLINKAT = Libc.function("readlinkat");
    private static final Libc.Function MKDIRAT = Libc.function("mkdirat");
    private static final Libc.Function RENAMEAT = Libc.function("renameat");
    private static final Libc.Function UNLINKAT = Libc.function("unlinkat");
    private static final Libc.Function FCHOWN = Libc.function("fchown");
    private static final Libc.Function FCHOWNAT = Libc.function("fchownat");
    private static final Libc.Function FCHMOD = Libc.function("fchmod");
    private static final Libc.Function READ = Libc.function("read");
    private static final Libc.Function WRITE = Libc.function("write");
    private static final Libc.Function COPY_FILE_RANGE = Libc.function("copy_file_range");
    private static final Libc.Function FUTIMENS = Libc.function("futimens");
    private static final Libc.Function UTIMENSAT = Libc.function("utimensat");
    private static final Libc.Function LSEEK = Libc.function("lseek");
    private static final Libc.Function RENAMEAT2 = Libc.function("renameat2");
    private static final Libc.Function SYMLINKAT = Libc.function("symlinkat");
    private static final Libc.Function PREAD = Libc.function("pread");
    private static final Libc.Function FDATASYNC = Libc.function("fdatasync");
    private static final Libc.Function FSYNC = Libc.function("fsync");
    private static final Libc.Function FTRUNCATE = Libc.function("ftruncate");
    private static final Libc.Function FLOCK = Libc.function("flock");
    private static final Libc.Function LINKAT = Libc.function("linkat");
    private static final Libc.Function CLOSE = Libc.function("close");

    private Kernel() {}

    static int open(int folder, String path, int flags, int mode, int resolve) {
        try (var arena = Arena.ofConfined()) {
            var how = arena.allocate(JAVA_LONG, 3);
            how.setAtIndex(JAVA_LONG, 0, flags | O_CLOEXEC);
            how.setAtIndex(JAVA_LONG, 1, mode);
            how.setAtIndex(JAVA_LONG, 2, resolve);
            return SYSCALL.call(OPENAT2, folder, Libc.text(arena, path), how.address(), how.byteSize());
        }
    }

    /// What `handle` is; null when the call fails, which it does not for an open handle.
    static Stat stat(int handle) {
        try (var arena = Arena.ofConfined()) {
            var stat = arena.allocate(256, 8);
            var answer = STATX.call(handle, Libc.text(arena, ""), AT_EMPTY_PATH, STATX_BASIC, stat.address());
            return answer < 0 ? null : Stat.of(stat);
        }
    }

    /// What `name` in the folder is, links not followed; null when there is nothing.
    static Stat stat(int folder, String name) {
        try (var arena = Arena.ofConfined()) {
            var stat = arena.allocate(256, 8);
            var answer = STATX.call(folder, Libc.text(arena, name), AT_SYMLINK_NOFOLLOW, STATX_BASIC, stat.address());
            return answer < 0 ? null : Stat.of(stat);
        }
    }

    /// @param links  names that it has
    /// @param device on which the inode is
    /// @param blocks of 512 bytes that it takes
    record Stat(
            int uid,
            int gid,
            int mode,
            long size,
            Instant modified,
            Instant changed,
            long inode,
            int links,
            long device,
            long blocks) {
        private static final int TYPE = 0170000;
        private static final int BLOCK = 512;

        static Stat of(MemorySegment statx) {
            return new Stat(
                    statx.get(JAVA_INT, 20),
                    statx.get(JAVA_INT, 24),
                    Short.toUnsignedInt(statx.get(JAVA_SHORT, 28)),
                    statx.get(JAVA_LONG, 40),
                    Instant.ofEpochSecond(statx.get(JAVA_LONG, 112), statx.get(JAVA_INT, 120)),
                    Instant.ofEpochSecond(statx.get(JAVA_LONG, 96), statx.get(JAVA_INT, 104)),
                    statx.get(JAVA_LONG, 32),
                    statx.get(JAVA_INT, 16),
                    statx.get(JAVA_LONG, 136),
                    statx.get(JAVA_LONG, 48));
        }

        boolean hasHoles() {
            return blocks < size / BLOCK;
        }

        FileInfo.Type type() {
            return switch (mode & TYPE) {
                case 0100000 -> FileInfo.Type.FILE;
                case 0040000 -> FileInfo.Type.DIRECTORY;
                case 0120000 -> FileInfo.Type.SYMLINK;
                default -> FileInfo.Type.OTHER;
            };
        }

        int permissions() {
            return mode & 07777;
        }

        FileInfo info() {
            return new FileInfo(type(), size, permissions(), modified, changed, inode, uid);
        }
    }

    /// Where the link behind `handle` points to; null when it is no link.
    static String linkTarget(int handle) {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(LONGEST_LINK);
            var length = READLINKAT.call(handle, Libc.text(arena, ""), buffer.address(), LONGEST_LINK);
            return length < 0 ? null : FileNames.of(buffer.asSlice(0, length).toArray(JAVA_BYTE));
        }
    }

    static int makeFolder(int folder, String name, int mode) {
        try (var arena = Arena.ofConfined()) {
            return MKDIRAT.call(folder, Libc.text(arena, name), mode);
        }
    }

    static int rename(int folder, String from, String to) {
        try (var arena = Arena.ofConfined()) {
            return RENAMEAT.call(folder, Libc.text(arena, from), folder, Libc.text(arena, to));
        }
    }

    static int rename(int from, String name, int to, String newName, int flags) {
        try (var arena = Arena.ofConfined()) {
            return RENAMEAT2.call(from, Libc.text(arena, name), to, Libc.text(arena, newName), flags);
        }
    }

    /// Gives the open file a name in the folder; refused when the name is taken.
    static int name(int handle, int folder, String name) {
        try (var arena = Arena.ofConfined()) {
            var self = Libc.text(arena, "/proc/self/fd/" + handle);
            return LINKAT.call(AT_CWD, self, folder, Libc.text(arena, name), AT_SYMLINK_FOLLOW);
        }
    }

    static int makeLink(int folder, String name, String target) {
        try (var arena = Arena.ofConfined()) {
            return SYMLINKAT.call(Libc.text(arena, target), folder, Libc.text(arena, name));
        }
    }

    /// Reads what a folder holds into `buffer`, in records of the system; 0 at the end.
    static int entries(int folder, MemorySegment buffer) {
        return SYSCALL.call(GETDENTS64, folder, buffer.address(), buffer.byteSize());
    }

    /// Waits until the content is on the disk.
    static int sync(int handle) {
        return FDATASYNC.call(handle);
    }

    /// Waits until the names in an open folder are on the disk.
    static int syncFolder(int folder) {
        return FSYNC.call(folder);
    }

    static int truncate(int handle, long size) {
        return FTRUNCATE.call(handle, size);
    }

    /// Takes the file for this process alone, or fails at once; freed when it is closed.
    static int lock(int handle) {
        return FLOCK.call(handle, LOCK_EXCLUSIVE_NOW);
    }

    static int remove(int folder, String name, int flags) {
        try (var arena = Arena.ofConfined()) {
            return UNLINKAT.call(folder, Libc.text(arena, name), flags);
        }
    }

    /// Gives the file `name` a second name.
    static int link(int folder, String name, String second) {
        try (var arena = Arena.ofConfined()) {
            return LINKAT.call(folder, Libc.text(arena, name), folder, Libc.text(arena, second), 0);
        }
    }

    /// Gives the file `name` a second name in another folder.
    static int link(int folder, String name, int other, String second) {
        try (var arena = Arena.ofConfined()) {
            return LINKAT.call(folder, Libc.text(arena, name), other, Libc.text(arena, second), 0);
        }
    }

    static int own(int folder, String name, int uid, int gid) {
        try (var arena = Arena.ofConfined()) {
            return FCHOWNAT.call(folder, Libc.text(arena, name), uid, gid, AT_SYMLINK_NOFOLLOW);
        }
    }

    static int own(int handle, int uid, int gid) {
        return FCHOWN.call(handle, uid, gid);
    }

    static int mode(int handle, int mode) {
        return FCHMOD.call(handle, mode);
    }

    /// Sets the time of the last change, to the nanosecond.
    static int modified(int handle, Instant time) {
        try (var arena = Arena.ofConfined()) {
            return FUTIMENS.call(handle, times(arena, time));
        }
    }

    /// The same of an entry of a folder, links not followed.
    static int modified(int folder, String name, Instant time) {
        try (var arena = Arena.ofConfined()) {
            return UTIMENSAT.call(folder, Libc.text(arena, name), times(arena, time), AT_SYMLINK_NOFOLLOW);
        }
    }

    private static long times(Arena arena, Instant time) {
        var times = arena.allocate(JAVA_LONG, 4);
        times.setAtIndex(JAVA_LONG, 1, UTIME_OMIT);
        times.setAtIndex(JAVA_LONG, 2, time.getEpochSecond());
        times.setAtIndex(JAVA_LONG, 3, time.getNano());
        return times.address();
    }

    /// Copies a file into another one that is empty, inside the kernel where the file systems can do that. Holes stay
    /// holes.
    ///
    /// @param pace is told of bytes that were copied, some millions at a time, and says whether to go on
    /// @return whether all of it was copied
    static boolean copy(int from, Stat what, int to, LongPredicate pace) {
        if (!what.hasHoles()) {
            return copyRange(from, to, what.size(), pace);
        }
        for (long at = 0; at < what.size(); ) {
            var data = LSEEK.callLong(from, at, SEEK_DATA);
            if (data == -Errno.ENXIO.number()) {
                break;
            }
            var hole = data < 0 ? data : LSEEK.callLong(from, data, SEEK_HOLE);
            if (hole < 0
                    || LSEEK.callLong(from, data, SEEK_SET) < 0
                    || LSEEK.callLong(to, data, SEEK_SET) < 0
                    || !copyRange(from, to, hole - data, pace)) {
                return false;
            }
            at = hole;
        }
        return truncate(to, what.size()) >= 0;
    }

    /// A file that has become shorter meanwhile ends earlier.
    private static boolean copyRange(int from, int to, long length, LongPredicate pace) {
        for (long done = 0; done < length; ) {
            var count = COPY_FILE_RANGE.call(from, 0, to, 0, Math.min(length - done, LONGEST_RANGE), 0);
            if (count <= 0) {
                return done == 0 ? copyByHand(from, to, length, pace) : count == 0;
            }
            done += count;
            if (!pace.test(count)) {
                return false;
            }
        }
        return true;
    }

    private static boolean copyByHand(int from, int to, long length, LongPredicate pace) {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(CHUNK);
            for (long done = 0; done < length; ) {
                var count = read(from, buffer.asSlice(0, Math.min(CHUNK, length - done)));
                if (count <= 0) {
                    return count == 0;
                }
                for (var written = 0; written < count; ) {
                    var more = write(to, buffer.asSlice(written, count - written));
                    if (more < 0) {
                        return false;
                    }
                    written += more;
                }
                done += count;
                if (!pace.test(count)) {
                    return false;
                }
            }
            return true;
        }
    }

    static int read(int handle, MemorySegment buffer) {
        return READ.call(handle, buffer.address(), buffer.byteSize());
    }

    static int read(int handle, MemorySegment buffer, long position) {
        return PREAD.call(handle, buffer.address(), buffer.byteSize(), position);
    }

    static int write(int handle, MemorySegment buffer) {
        return WRITE.call(handle, buffer.address(), buffer.byteSize());
    }

    static void close(int handle) {
        CLOSE.call(handle);
    }
}
