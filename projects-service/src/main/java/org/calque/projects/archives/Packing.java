package org.calque.projects.archives;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.calque.kit.homes.Folder;
import org.calque.kit.homes.Folder.Entry;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.FileNames;

/// Writes what is in a folder as a tar archive. Links go in as links, pipes and sockets not at all, nor what Calque
/// itself keeps hidden in a home.
final class Packing implements AutoCloseable {
    private static final String HIDDEN = ".calque-";
    private static final int CHUNK = 128 << 10;

    private final TarArchiveOutputStream tar;
    private final Budget budget;
    private final byte[] chunk = new byte[CHUNK];

    Packing(OutputStream out, Budget budget) {
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        this.tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        this.tar.setAddPaxHeadersForNonAsciiNames(true);
        this.budget = budget;
    }

    /// Counts what would be packed, to refuse before the first byte is sent what is too much.
    static void count(Folder folder, Budget budget, int depth) throws HomeException {
        folder.visit(entry -> {
            if (isPacked(entry)) {
                take(entry, folder, budget, depth);
                if (entry.info().isDirectory()) {
                    try (var below = folder.folder(entry.name())) {
                        count(below, budget, depth + 1);
                    }
                }
            }
        });
    }

    private static void take(Entry entry, Folder folder, Budget budget, int depth) throws HomeException {
        budget.entry(folder.path() + "/" + FileNames.shown(entry.name()), depth);
        if (entry.info().isFile()) {
            budget.bytes(entry.info().size());
        }
    }

    private static boolean isPacked(Entry entry) {
        return !entry.name().startsWith(HIDDEN)
                && (entry.info().isDirectory()
                        || entry.info().isFile()
                        || entry.info().isLink());
    }

    /// @param above the path of the folder in the archive: empty, or ending in a slash
    void add(Folder folder, String above, int depth) throws IOException {
        folder.visit(entry -> {
            if (isPacked(entry)) {
                take(entry, folder, budget, depth);
                try {
                    add(folder, entry, above, depth);
                } catch (HomeException failure) {
                    throw failure;
                } catch (IOException brokenOff) {
                    throw new BrokenOff(brokenOff);
                }
            }
        });
    }

    private void add(Folder folder, Entry entry, String above, int depth) throws IOException {
        var name = above + FileNames.shown(entry.name());
        if (entry.info().isDirectory()) {
            put(new TarArchiveEntry(name + "/"), entry);
            tar.closeArchiveEntry();
            try (var below = folder.folder(entry.name())) {
                add(below, name + "/", depth + 1);
            }
        } else if (entry.info().isLink()) {
            var target = folder.linkTarget(entry.name());
            if (target != null) {
                var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                link.setLinkName(FileNames.shown(target));
                put(link, entry);
                tar.closeArchiveEntry();
            }
        } else {
            addFile(folder, entry, name);
        }
    }

    private void addFile(Folder folder, Entry entry, String name) throws IOException {
        try (var file = folder.file(entry.name())) {
            var size = file.info().size();
            var header = new TarArchiveEntry(name);
            header.setSize(size);
            put(header, entry);
            for (var at = 0L; at < size; ) {
                var count = (int) Math.min(file.read(at, chunk), size - at);
                if (count == 0) {
                    throw new IOException(name + " shrank while it was packed");
                }
                tar.write(chunk, 0, count);
                at += count;
            }
            tar.closeArchiveEntry();
        }
    }

    private void put(TarArchiveEntry header, Entry entry) throws IOException {
        header.setMode(entry.info().mode());
        header.setLastModifiedTime(FileTime.from(entry.info().modified()));
        header.setIds(0, 0);
        tar.putArchiveEntry(header);
    }

    void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /// The reader of the archive has gone, on the way through a folder.
    static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff(IOException cause) {
            super(cause);
        }
    }
}
