package org.calque.kit.posix;

/// The errors of the system that people meet, by their POSIX names.
public enum Errno {
    EPERM(1, "operation not permitted"),
    ENOENT(2, "no such file or directory"),
    EIO(5, "i/o error"),
    ENXIO(6, "no such device or address"),
    E2BIG(7, "argument list too long"),
    ENOEXEC(8, "not an executable"),
    EAGAIN(11, "resource temporarily unavailable"),
    ENOMEM(12, "not enough memory"),
    EACCES(13, "permission denied"),
    EBUSY(16, "resource busy or locked"),
    EEXIST(17, "file already exists"),
    EXDEV(18, "the path leads out of the home folder"),
    ENOTDIR(20, "not a directory"),
    EISDIR(21, "illegal operation on a directory"),
    EINVAL(22, "invalid argument"),
    ENFILE(23, "file table overflow"),
    EMFILE(24, "too many open files"),
    ETXTBSY(26, "text file is busy"),
    EFBIG(27, "file too large"),
    ENOSPC(28, "no space left on device"),
    EROFS(30, "read-only file system"),
    EPIPE(32, "broken pipe"),
    ENAMETOOLONG(36, "name too long"),
    ENOSYS(38, "function not implemented"),
    ENOTEMPTY(39, "directory not empty"),
    ELOOP(40, "too many symbolic links encountered"),
    EOPNOTSUPP(95, "operation not supported"),
    ESTALE(116, "stale file handle"),
    EDQUOT(122, "disk quota exceeded"),
    UNKNOWN(0, "unknown error");

    private final int number;
    private final String text;

    Errno(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }

    /// The error behind what [Libc] answered, `-errno`.
    public static Errno of(int answer) {
        for (var errno : values()) {
            if (errno.number == -answer) {
                return errno;
            }
        }
        return UNKNOWN;
    }

    /// Whether `answer` is this error.
    public boolean is(int answer) {
        return answer == -number;
    }
}
