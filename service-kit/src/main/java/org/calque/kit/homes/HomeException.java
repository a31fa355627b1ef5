package org.calque.kit.homes;

import java.io.IOException;
import org.calque.kit.posix.Errno;

/// A file of a home could not be used. The message is made for the project's people: it names the file as the
/// project sees it, `ENOENT: no such file or directory, stat '/projects/<project_id>/x'`.
public final class HomeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno code;
    private final String operation;
    private final String path;
    private final long size;

    HomeException(Errno code, String operation, String path) {
        this(code, code.text(), operation, path, -1);
    }

    HomeException(Errno code, String text, String operation, String path, long size) {
        super("%s: %s, %s '%s'".formatted(code, text, operation, path.replace("\0", "\\0")));
        this.code = code;
        this.operation = operation;
        this.path = path;
        this.size = size;
    }

    /// A refusal that comes from no system call.
    ///
    /// @param text what is wrong, in words
    /// @param path as the project sees it
    public static HomeException of(Errno code, String text, String operation, String path) {
        return new HomeException(code, text, operation, path, -1);
    }

    /// The POSIX name: `ENOENT`, `EISDIR`, `EXDEV` when the path leads out of the home, `EFBIG` …
    public Errno code() {
        return code;
    }

    /// What was tried: `stat`, `open`, `mkdir`, `write` …
    public String operation() {
        return operation;
    }

    /// The file as the project sees it, always absolute.
    public String path() {
        return path;
    }

    /// With `EFBIG`, the size of the file in bytes; otherwise -1.
    public long size() {
        return size;
    }
}
