package org.calque.projects.archives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;

/// Unpacks a tar archive into a folder, which is a home of its own for it: no name and no link in the archive leads
/// out.
/// An archive with anything suspicious in it is refused whole.
final class Unpacking {
    private static final int CHUNK = 128 << 10;

    private final Home folder;
    private final Budget budget;
    private final Deque<Made> made = new ArrayDeque<>();
    private final byte[] chunk = new byte[CHUNK];

    /// A folder that gets its permissions and time when all that belongs into it is there.
    private record Made(String path, int mode, Instant modified) {}

    /// The archive cannot be taken; the message is for the caller.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    Unpacking(Home folder, Budget budget) {
        this.folder = folder;
        this.budget = budget;
    }

    void unpack(InputStream archive) throws HomeException, Refused {
        var guard = new HeaderGuard(archive);
        try (var tar = new TarArchiveInputStream(guard, StandardCharsets.UTF_8.name())) {
            guard.headers();
            var count = 0;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                guard.content();
                take(entry, tar);
                guard.headers();
                count++;
            }
            if (count == 0 && tar.getBytesRead() == 0) {
                throw new Refused("the body is no tar archive, compressed by gzip or not");
            }
            while (!made.isEmpty()) {
                var it = made.pop();
                folder.dressFolder(it.path(), it.mode(), it.modified());
            }
        } catch (HomeException failure) {
            throw failure;
        } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
            throw new Refused("the archive cannot be read: " + unreadable.getMessage());
        }
    }

    private void take(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException, Refused {
        var path = checked(entry.getName());
        if (path.isEmpty()) {
            return; // the folder itself
        }
        budget.entry(path, (int) path.chars().filter(it -> it == '/').count());
        if (entry.isDirectory()) {
            folder.makeFolders(path);
            made.push(new Made(path, entry.getMode() | 0700, modified(entry)));
        } else if (entry.isSymbolicLink()) {
            free(path);
            folder.makeLink(path, checkedTarget(entry));
        } else if (entry.isLink()) {
            free(path);
            folder.linkFile(checked(entry.getLinkName()), path);
        } else if (entry.isSparse() || !entry.isFile() || isSpecial(entry)) {
            throw new Refused("'%s' is neither a plain file nor a folder nor a link".formatted(path));
        } else {
            takeFile(entry, path, tar);
        }
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    }

    private void takeFile(TarArchiveEntry entry, String path, TarArchiveInputStream tar) throws IOException {
        budget.bytes(entry.getSize());
        try (var draft = folder.draft(path)) {
            for (var count = tar.read(chunk); count >= 0; count = tar.read(chunk)) {
                draft.write(chunk, 0, count);
            }
            if (draft.size() != entry.getSize()) {
                throw new IOException("it breaks off in " + path);
            }
            draft.permissions(entry.getMode());
            draft.modified(modified(entry));
            draft.place();
        }
    }

    /// An archive may hold the same name twice; the last one counts.
    private void free(String path) throws HomeException {
        if (folder.exists(path) || folder.linkAt(path) != null) {
            folder.remove(path);
        }
    }

    private static Instant modified(TarArchiveEntry entry) {
        return entry.getLastModifiedTime().toInstant();
    }

    private static String checkedTarget(TarArchiveEntry entry) throws Refused {
        var target = entry.getLinkName();
        if (target == null || target.isEmpty() || target.indexOf('\0') >= 0) {
            throw new Refused("the link '%s' leads nowhere".formatted(entry.getName()));
        }
        return target;
    }

    /// The name of an entry, without dots and slashes too many.
    private static String checked(String name) throws Refused {
        if (name.startsWith("/") || name.indexOf('\0') >= 0) {
            throw new Refused("'%s' is no relative path".formatted(name));
        }
        var path = new StringBuilder();
        for (var segment : name.split("/")) {
            if (segment.equals("..")) {
                throw new Refused("'%s' leads out of the folder".formatted(name));
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(segment);
            }
        }
        return path.toString();
    }
}
