package org.calque.projects.archives;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lets the reader of an archive take only so much for the headers of one entry, which it holds in memory: a name of
/// a gigabyte is packed small.
final class HeaderGuard extends FilterInputStream {
    private static final long MOST = 1 << 20;

    private long left = MOST;
    private boolean isGuarding;

    HeaderGuard(InputStream in) {
        super(in);
    }

    /// What is read from now on belongs to the headers of one entry.
    void headers() {
        left = MOST;
        isGuarding = true;
    }

    /// What is read from now on is content, and goes to the disk.
    void content() {
        isGuarding = false;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        var count = super.read(into, from, length);
        if (isGuarding && count > 0) {
            left -= count;
            if (left < 0) {
                throw new IOException("the header of an entry is longer than " + MOST + " bytes");
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        var chunk = new byte[8192];
        while (skipped < count) {
            var more = read(chunk, 0, (int) Math.min(chunk.length, count - skipped));
            if (more < 0) {
                break;
            }
            skipped += more;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
