package org.calque.projects.archives;

import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;

/// How much an archive may hold.
final class Budget {
    private static final int DEEPEST = 100;

    private final int maxEntries;
    private final long maxBytes;
    private int entries;
    private long bytes;

    Budget(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    /// One more entry.
    ///
    /// @param depth folders above it
    void entry(String name, int depth) throws HomeException {
        if (depth > DEEPEST) {
            throw tooMuch(name, "folders more than %d deep".formatted(DEEPEST));
        }
        if (++entries > maxEntries) {
            throw tooMuch(name, "an archive may have at most %d entries".formatted(maxEntries));
        }
    }

    /// So many bytes more.
    void bytes(long more) throws HomeException {
        bytes += more;
        if (more < 0 || bytes > maxBytes) {
            throw tooMuch("", "the files of an archive may have at most %d bytes together".formatted(maxBytes));
        }
    }

    private static HomeException tooMuch(String name, String words) {
        return HomeException.of(Errno.EFBIG, words, "tar", name);
    }
}
