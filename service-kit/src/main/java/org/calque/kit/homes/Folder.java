package org.calque.kit.homes;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.NO_SYMLINKS;
import static org.calque.kit.homes.Kernel.O_DIRECTORY;
import static org.calque.kit.homes.Kernel.O_NOCTTY;
import static org.calque.kit.homes.Kernel.O_NOFOLLOW;
import static org.calque.kit.homes.Kernel.O_NONBLOCK;
import static org.calque.kit.homes.Kernel.O_PATH;
import static org.calque.kit.homes.Kernel.O_RDONLY;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import org.calque.kit.homes.FileInfo.Type;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.FileNames;

/// An open folder of a home. What is asked of it by name concerns its own entries and never follows a link, so it
/// stays inside whatever the folder's path has become.
public final class Folder implements AutoCloseable {
    private static final int CHUNK = 32 << 10;

    private final int handle;
    private final String path;

    Folder(int handle, String path) {
        this.handle = handle;
        this.path = path;
    }

    /// An entry of a folder.
    public record Entry(String name, FileInfo info) {}

    /// Takes one entry after the other.
    public interface Visitor {
        void visit(Entry entry) throws HomeException;
    }

    /// The folder as the project sees it.
    public String path() {
        return path;
    }

    /// Visits every entry but `.` and `..`, in no order. One that vanishes meanwhile is left out.
    public void visit(Visitor visitor) throws HomeException {
        visitNames(name -> {
            var info = info(name);
            if (info != null) {
                visitor.visit(new Entry(name, info));
            }
        });
    }

    /// Takes one name after the other.
    interface NameVisitor {
        void visit(String name) throws HomeException;
    }

    /// Visits the name of every entry but `.` and `..`, in no order.
    void visitNames(NameVisitor visitor) throws HomeException {
        var names = new Names();
        for (var name = names.next(); name != null; name = names.next()) {
            visitor.visit(name);
        }
    }

    /// What the entry is, links not followed; null when there is none.
    public FileInfo info(String name) {
        var stat = Kernel.stat(handle, name);
        return stat == null ? null : stat.info();
    }

    /// Where the link of this name points to; null when it is none.
    public String linkTarget(String name) {
        var link = Kernel.open(handle, name, O_PATH | O_NOFOLLOW, 0, BENEATH);
        if (link < 0) {
            return null;
        }
        try {
            return Kernel.linkTarget(link);
        } finally {
            Kernel.close(link);
        }
    }

    /// Opens a folder in this one.
    public Folder folder(String name) throws HomeException {
        var flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
        return new Folder(check(Kernel.open(handle, name, flags, 0, BENEATH | NO_SYMLINKS), "open", name), below(name));
    }

    /// Opens a regular file in this folder.
    public HomeFile file(String name) throws HomeException {
        var flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
        var file = check(Kernel.open(handle, name, flags, 0, BENEATH | NO_SYMLINKS), "open", name);
        var info = Kernel.stat(file).info();
        if (info.type() != Type.FILE) {
            Kernel.close(file);
            throw new HomeException(Errno.EINVAL, "not a regular file", "open", below(name), -1);
        }
        return new HomeFile(file, info, below(name));
    }

    void remove(String name, boolean isFolder) throws HomeException {
        var removed = Kernel.remove(handle, name, isFolder ? Kernel.AT_REMOVEDIR : 0);
        if (!Errno.ENOENT.is(removed)) {
            check(removed, isFolder ? "rmdir" : "unlink", name);
        }
    }

    @Override
    public void close() {
        Kernel.close(handle);
    }

    private String below(String name) {
        return path + "/" + name;
    }

    private int check(int answer, String operation, String name) throws HomeException {
        if (answer < 0) {
            throw new HomeException(Errno.of(answer), operation, name.isEmpty() ? path : below(name));
        }
        return answer;
    }

    /// The names of all entries, read some at a time.
    private final class Names {
        private static final int LENGTH_AT = 16;
        private static final int NAME_AT = 19;

        private final MemorySegment buffer = Arena.ofAuto().allocate(CHUNK, 8);
        private final Deque<String> ready = new ArrayDeque<>();

        String next() throws HomeException {
            while (ready.isEmpty()) {
                var count = check(Kernel.entries(handle, buffer), "scandir", "");
                if (count == 0) {
                    return null;
                }
                for (var at = 0L;
                        at < count;
                        at += Short.toUnsignedInt(buffer.get(JAVA_SHORT_UNALIGNED, at + LENGTH_AT))) {
                    take(at);
                }
            }
            return ready.poll();
        }

        private void take(long at) {
            if (buffer.get(JAVA_LONG_UNALIGNED, at) == 0) {
                return; // a name that was removed
            }
            var end = at + NAME_AT;
            while (buffer.get(JAVA_BYTE, end) != 0) {
                end++;
            }
            var name = FileNames.of(
                    buffer.asSlice(at + NAME_AT, end - at - NAME_AT).toArray(JAVA_BYTE));
            if (!name.equals(".") && !name.equals("..")) {
                ready.add(name);
            }
        }
    }
}
