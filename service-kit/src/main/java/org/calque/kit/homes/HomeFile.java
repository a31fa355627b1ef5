package org.calque.kit.homes;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.calque.kit.posix.Errno;

/// A regular file of a home, open for reading. It stays the same file, whatever becomes of its name meanwhile.
public final class HomeFile implements AutoCloseable {
    private static final int CHUNK = 128 << 10;

    private final int handle;
    private final FileInfo info;
    private final String path;
    private final MemorySegment buffer = Arena.ofAuto().allocate(CHUNK);

    HomeFile(int handle, FileInfo info, String path) {
        this.handle = handle;
        this.info = info;
        this.path = path;
    }

    /// What it was when it was opened.
    public FileInfo info() {
        return info;
    }

    /// Reads from `position` on, as many bytes as there are at once, at most `into.length`.
    ///
    /// @return how many; 0 at the end of the file
    public int read(long position, byte[] into) throws HomeException {
        var count = Kernel.read(handle, buffer.asSlice(0, Math.min(into.length, CHUNK)), position);
        if (count < 0) {
            throw new HomeException(Errno.of(count), "read", path);
        }
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, count);
        return count;
    }

    /// Whether its content is still what it was when it was opened, as far as size and time tell.
    public boolean isUnchanged() {
        return Kernel.stat(handle).info().tag().equals(info.tag());
    }

    @Override
    public void close() {
        Kernel.close(handle);
    }
}
