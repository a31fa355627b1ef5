package org.calque.kit.homes;

import static org.calque.kit.homes.Kernel.BENEATH;
import static org.calque.kit.homes.Kernel.NO_SYMLINKS;
import static org.calque.kit.homes.Kernel.O_APPEND;
import static org.calque.kit.homes.Kernel.O_CREAT;
import static org.calque.kit.homes.Kernel.O_DIRECTORY;
import static org.calque.kit.homes.Kernel.O_EXCL;
import static org.calque.kit.homes.Kernel.O_NOCTTY;
import static org.calque.kit.homes.Kernel.O_NOFOLLOW;
import static org.calque.kit.homes.Kernel.O_NONBLOCK;
import static org.calque.kit.homes.Kernel.O_PATH;
import static org.calque.kit.homes.Kernel.O_RDONLY;
import static org.calque.kit.homes.Kernel.O_RDWR;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// The home folder of a project, from outside of its sandbox.
///
/// The people of a project may put anything into their home, symbolic links to everywhere for instance, and change it
/// at any moment. So every path is walked by the kernel under an order not to leave the home (`openat2`); nothing here
/// decides by a name that could mean something else a moment later. Links inside the home work, also absolute ones
/// that name the home as the project sees it.
///
/// Paths are relative to the home, or absolute and below `seenAs`. What is made here belongs to the home's owner.
/// Every method may be called by many threads at once.
public final class Home implements AutoCloseable {
    private static final String DRAFTS = ".calque-uploads";
    private static final int CHUNK = 64 << 10;
    private static final int MOST_TRIES = 100;
    private static final int NEW_FOLDER = 0755;
    private static final int PRIVATE_FOLDER = 0700;

    private final int root;
    private final String seenAs;
    private final int owner;

    private Home(int root, String seenAs, int owner) {
        this.root = root;
        this.seenAs = seenAs;
        this.owner = owner;
    }

    /// Opens a home that is there.
    ///
    /// @param folder where it is on this machine
    /// @param seenAs where the project sees it, `/projects/<project_id>`
    /// @param owner  the user and group its files belong to; used only when this process is root
    public static Home open(Path folder, String seenAs, int owner) throws HomeException {
        var root = Kernel.open(Kernel.AT_CWD, folder.toString(), O_PATH | O_DIRECTORY | O_NOFOLLOW, 0, 0);
        if (root < 0) {
            throw new HomeException(Errno.of(root), "open", seenAs);
        }
        return new Home(root, seenAs, owner);
    }

    /// Opens a home, and makes an empty one first when there is none. The folder above must be there.
    public static Home make(Path folder, String seenAs, int owner) throws HomeException {
        var made = Kernel.makeFolder(Kernel.AT_CWD, folder.toString(), PRIVATE_FOLDER);
        if (made < 0 && !Errno.EEXIST.is(made)) {
            throw new HomeException(Errno.of(made), "mkdir", seenAs);
        }
        if (made >= 0 && Libc.isRoot()) {
            Kernel.own(Kernel.AT_CWD, folder.toString(), owner, owner);
        }
        return open(folder, seenAs, owner);
    }

    @Override
    public void close() {
        Kernel.close(root);
    }

    int root() {
        return root;
    }

    int owner() {
        return owner;
    }

    public FileInfo stat(String path) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "stat");
        var handle = walk(relative, O_PATH, "stat");
        try {
            return Kernel.stat(handle).info();
        } finally {
            Kernel.close(handle);
        }
    }

    /// Whether there is something at `path`, wherever a link may lead to inside the home.
    public boolean exists(String path) throws HomeException {
        try {
            stat(path);
            return true;
        } catch (HomeException e) {
            if (e.code() == Errno.ENOENT || e.code() == Errno.ENOTDIR) {
                return false;
            }
            throw e;
        }
    }

    /// Whether a link lies on the way to `path`, or at its end.
    public boolean leadsOverLink(String path) throws HomeException {
        var handle = Kernel.open(root, HomePath.relative(path, seenAs, "stat"), O_PATH, 0, BENEATH | NO_SYMLINKS);
        if (handle >= 0) {
            Kernel.close(handle);
        }
        return Errno.ELOOP.is(handle);
    }

    /// Reads a regular file of at most `maxBytes`. Never waits, whatever the path may be.
    ///
    /// @throws HomeException `EISDIR` for a folder, `EINVAL` for pipes and the like, `EFBIG` when too large
    public byte[] read(String path, long maxBytes) throws HomeException {
        var handle = openFile(path);
        try {
            var stat = Kernel.stat(handle);
            if (stat.size() > maxBytes) {
                throw tooLarge(path, stat.size());
            }
            return readAll(handle, stat.size(), maxBytes, path);
        } finally {
            Kernel.close(handle);
        }
    }

    private int openFile(String path) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "stat");
        var handle = tryWalk(relative, O_RDONLY | O_NONBLOCK | O_NOCTTY, "stat");
        check(handle, isAboutTheWay(handle) ? "stat" : "open", path);
        try {
            refuseAllButFiles(Kernel.stat(handle), path);
            return handle;
        } catch (HomeException refused) {
            Kernel.close(handle);
            throw refused;
        }
    }

    private byte[] readAll(int handle, long expected, long maxBytes, String path) throws HomeException {
        var content = new ByteArrayOutputStream((int) expected);
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(Math.clamp(expected + 1, 1, CHUNK));
            while (true) {
                var count = check(Kernel.read(handle, buffer), "read", path);
                if (count == 0) {
                    return content.toByteArray();
                }
                if (content.size() + (long) count > maxBytes) {
                    throw tooLarge(path, Kernel.stat(handle).size());
                }
                content.writeBytes(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    /// Writes a file, making the folders above it. Readers see the old content or the new one, never a part.
    /// A file that is there keeps its owner and permissions; a link is followed and stays.
    public void write(String path, byte[] content) throws HomeException {
        try (var draft = draft(path)) {
            draft.write(content, 0, content.length);
            draft.place();
        }
    }

    /// Begins a file that appears under its name when it is whole. The folders above it are made; a link is followed
    /// and stays. To be closed after use.
    public Draft draft(String path) throws HomeException {
        var place = place(path);
        return new Draft(place.folder(), place.name(), owner, HomePath.absolute(path, seenAs));
    }

    /// Begins a draft that lasts until it is dropped, in pieces and over restarts: it lies in the home, hidden.
    ///
    /// @param name no other draft has it
    public void keepDraft(String name) throws HomeException {
        Kernel.close(makeFolders(DRAFTS, DRAFTS));
        var folder = drafts();
        try {
            var flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
            var handle = check(Kernel.open(folder, name, flags, 0600, BENEATH | NO_SYMLINKS), "open", DRAFTS);
            if (Libc.isRoot()) {
                check(Kernel.own(handle, owner, owner), "chown", DRAFTS);
            }
            Kernel.close(handle);
        } finally {
            Kernel.close(folder);
        }
    }

    /// Opens a draft that lasts, for one caller at a time, who adds to its end. To be closed after use; it stays.
    ///
    /// @param path where it can be placed
    /// @throws HomeException `EAGAIN` while another one has it, `ENOENT` when it is gone
    public Draft keptDraft(String name, String path) throws HomeException {
        var folder = drafts();
        int handle;
        try {
            var flags = O_RDWR | O_APPEND | O_NONBLOCK | O_NOFOLLOW;
            handle = check(Kernel.open(folder, name, flags, 0, BENEATH | NO_SYMLINKS), "open", DRAFTS + "/" + name);
        } finally {
            Kernel.close(folder);
        }
        try {
            var stat = Kernel.stat(handle);
            refuseAllButFiles(stat, DRAFTS + "/" + name);
            check(Kernel.lock(handle), "flock", path);
            var place = place(path);
            return new Draft(place.folder(), place.name(), owner, HomePath.absolute(path, seenAs), handle, stat.size());
        } catch (HomeException refused) {
            Kernel.close(handle);
            throw refused;
        }
    }

    /// How many bytes of a draft there are; -1 when it is gone.
    public long sizeOfDraft(String name) throws HomeException {
        var folder = tryWalk(DRAFTS, O_PATH | O_DIRECTORY | O_NOFOLLOW, "open");
        if (folder < 0) {
            return -1;
        }
        try {
            var stat = Kernel.stat(folder, name);
            return stat == null || stat.type() != FileInfo.Type.FILE ? -1 : stat.size();
        } finally {
            Kernel.close(folder);
        }
    }

    /// Removes a draft that lasts, if it is there, and the folder of drafts when it was the last.
    public void dropDraft(String name) throws HomeException {
        var folder = tryWalk(DRAFTS, O_PATH | O_DIRECTORY | O_NOFOLLOW, "open");
        if (folder < 0) {
            return;
        }
        try {
            Kernel.remove(folder, name, 0);
        } finally {
            Kernel.close(folder);
        }
        removeEmptyFolder(DRAFTS);
    }

    private int drafts() throws HomeException {
        return check(
                Kernel.open(root, DRAFTS, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0, BENEATH | NO_SYMLINKS), "open", DRAFTS);
    }

    /// Where a file is to be put: an open folder, and a name in it.
    private record Place(int folder, String name) {}

    private Place place(String path) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "open");
        if (relative.endsWith("/") || relative.equals(".")) {
            throw new HomeException(Errno.EISDIR, "open", HomePath.absolute(path, seenAs));
        }
        if (linkTarget(relative) != null) {
            relative = withoutLinks(relative, "open");
        }
        var slash = relative.lastIndexOf('/');
        var name = relative.substring(slash + 1);
        if (name.equals(".") || name.equals("..")) {
            throw new HomeException(Errno.EISDIR, "open", HomePath.absolute(path, seenAs));
        }
        return new Place(makeFolders(slash < 0 ? "." : relative.substring(0, slash), path), name);
    }

    /// Opens a regular file for reading, links inside the home followed. To be closed after use.
    public HomeFile file(String path) throws HomeException {
        var handle = openFile(path);
        return new HomeFile(handle, Kernel.stat(handle).info(), HomePath.absolute(path, seenAs));
    }

    /// Opens a folder, links inside the home followed. To be closed after use.
    public Folder folder(String path) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "scandir");
        return new Folder(walk(relative, O_RDONLY | O_DIRECTORY, "scandir"), HomePath.absolute(path, seenAs));
    }

    /// A folder of this home as a home of its own: no path leads out of the folder. To be closed after use.
    public Home within(String path) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "open");
        var folder = String.join("/", HomePath.segments(relative));
        return new Home(
                walk(relative, O_PATH | O_DIRECTORY, "open"), folder.isEmpty() ? seenAs : seenAs + "/" + folder, owner);
    }

    /// Removes a folder directly in the home, if it is there and empty.
    ///
    /// @return whether nothing of this name is left
    public boolean removeEmptyFolder(String name) {
        var removed = Kernel.remove(root, name, Kernel.AT_REMOVEDIR);
        return removed >= 0 || Errno.ENOENT.is(removed);
    }

    /// Makes a folder and all that are missing above it.
    public void makeFolders(String path) throws HomeException {
        Kernel.close(makeFolders(HomePath.relative(path, seenAs, "mkdir"), path));
    }

    /// Removes a file, a link or an empty folder.
    public void remove(String path) throws HomeException {
        try (var parent = parent(path, "unlink")) {
            var removed = Kernel.remove(parent.folder(), parent.name(), 0);
            if (Errno.EISDIR.is(removed)) {
                removed = Kernel.remove(parent.folder(), parent.name(), Kernel.AT_REMOVEDIR);
            }
            check(removed, "unlink", path);
        }
    }

    /// Removes a file or link, or a folder with all that is in it; links are removed, not followed.
    ///
    /// @param mayGoOn asked before each entry; when it says no, the rest stays and `EBUSY` tells so
    /// @return how many entries are gone
    public long removeAll(String path, BooleanSupplier mayGoOn) throws HomeException {
        try (var parent = parent(path, "rm")) {
            var stat = Kernel.stat(parent.folder(), parent.name());
            if (stat == null || stat.type() != FileInfo.Type.DIRECTORY) {
                check(Kernel.remove(parent.folder(), parent.name(), 0), "rm", path);
                return 1;
            }
            var removal = new Removal(mayGoOn);
            var flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
            var handle = check(Kernel.open(parent.folder(), parent.name(), flags, 0, BENEATH), "rm", path);
            try (var folder = new Folder(handle, HomePath.absolute(path, seenAs))) {
                removal.empty(folder, 0);
            }
            check(Kernel.remove(parent.folder(), parent.name(), Kernel.AT_REMOVEDIR), "rm", path);
            return removal.removed() + 1;
        }
    }

    /// What is at `path`, a link at its end not followed.
    public FileInfo statLink(String path) throws HomeException {
        if (HomePath.segments(HomePath.relative(path, seenAs, "stat")).isEmpty()) {
            return stat(path);
        }
        try (var parent = parent(path, "stat")) {
            var stat = Kernel.stat(parent.folder(), parent.name());
            if (stat == null) {
                throw new HomeException(Errno.ENOENT, "stat", HomePath.absolute(path, seenAs));
            }
            return stat.info();
        }
    }

    /// Where the link at `path` points to; null when it is none.
    public String linkAt(String path) throws HomeException {
        return linkTarget(HomePath.relative(path, seenAs, "readlink"));
    }

    /// Gives a file, link or folder another name or folder, making the folders above.
    ///
    /// @param replace whether a file, or an empty folder, that has the new name already is replaced
    public void move(String from, String to, boolean replace) throws HomeException {
        try (var old = parent(from, "rename")) {
            makeFoldersAbove(to);
            try (var target = parent(to, "rename")) {
                check(
                        Kernel.rename(
                                old.folder(),
                                old.name(),
                                target.folder(),
                                target.name(),
                                replace ? 0 : Kernel.NO_REPLACE),
                        "rename",
                        to);
            }
        }
    }

    /// Makes a symbolic link, which may point anywhere: whoever follows it is kept in the home. The name must be free.
    public void makeLink(String path, String target) throws HomeException {
        makeFoldersAbove(path);
        try (var parent = parent(path, "symlink")) {
            check(Kernel.makeLink(parent.folder(), parent.name(), target), "symlink", path);
            if (Libc.isRoot()) {
                check(Kernel.own(parent.folder(), parent.name(), owner, owner), "chown", path);
            }
        }
    }

    /// Gives a regular file a second name, which must be free. Links are not followed.
    public void linkFile(String path, String second) throws HomeException {
        makeFoldersAbove(second);
        try (var parent = parent(path, "link");
                var target = parent(second, "link")) {
            var flags = O_PATH | O_NOFOLLOW;
            var file = check(Kernel.open(parent.folder(), parent.name(), flags, 0, BENEATH), "link", path);
            try {
                refuseAllButFiles(Kernel.stat(file), path);
                check(Kernel.name(file, target.folder(), target.name()), "link", second);
            } finally {
                Kernel.close(file);
            }
        }
    }

    private void makeFoldersAbove(String path) throws HomeException {
        var segments = HomePath.segments(HomePath.relative(path, seenAs, "mkdir"));
        if (segments.size() > 1) {
            Kernel.close(makeFolders(String.join("/", segments.subList(0, segments.size() - 1)), path));
        }
    }

    /// Sets permissions and time of a folder.
    public void dressFolder(String path, int mode, Instant modified) throws HomeException {
        var relative = HomePath.relative(path, seenAs, "chmod");
        var handle = walk(relative, O_RDONLY | O_DIRECTORY, "chmod");
        try {
            check(Kernel.mode(handle, mode & 0777), "chmod", path);
            check(Kernel.modified(handle, modified), "utime", path);
        } finally {
            Kernel.close(handle);
        }
    }

    /// An open folder and the name of something in it, which need not be there.
    private record Parent(int folder, String name) implements AutoCloseable {
        @Override
        public void close() {
            Kernel.close(folder);
        }
    }

    private Parent parent(String path, String operation) throws HomeException {
        var segments = HomePath.segments(HomePath.relative(path, seenAs, operation));
        if (segments.isEmpty() || segments.getLast().equals("..")) {
            throw new HomeException(Errno.EINVAL, operation, HomePath.absolute(path, seenAs));
        }
        var above = segments.size() == 1 ? "." : String.join("/", segments.subList(0, segments.size() - 1));
        return new Parent(check(tryWalk(above, O_PATH | O_DIRECTORY, operation), operation, path), segments.getLast());
    }

    private int makeFolders(String relative, String path) throws HomeException {
        var folder = tryWalk(relative, O_PATH | O_DIRECTORY, "mkdir");
        if (folder >= 0 || !Errno.ENOENT.is(folder)) {
            return check(folder, "mkdir", path);
        }
        var segments = HomePath.segments(relative);
        var above = makeFolders(
                segments.size() == 1 ? "." : String.join("/", segments.subList(0, segments.size() - 1)), path);
        try {
            makeFolder(above, segments.getLast(), path);
        } finally {
            Kernel.close(above);
        }
        return walk(relative, O_PATH | O_DIRECTORY, "mkdir");
    }

    private void makeFolder(int above, String name, String path) throws HomeException {
        if (name.equals("..")) {
            return;
        }
        var made = Kernel.makeFolder(above, name, NEW_FOLDER);
        if (Errno.EEXIST.is(made)) {
            return;
        }
        check(made, "mkdir", path);
        if (Libc.isRoot()) {
            check(Kernel.own(above, name, owner, owner), "chown", path);
        }
    }

    private int walk(String relative, int flags, String operation) throws HomeException {
        return check(tryWalk(relative, flags, operation), operation, relative);
    }

    private int tryWalk(String relative, int flags, String operation) throws HomeException {
        var handle = goBeneath(relative, flags);
        return Errno.EXDEV.is(handle) ? goBeneath(withoutLinks(relative, operation), flags) : handle;
    }

    private int goBeneath(String relative, int flags) {
        var handle = Kernel.open(root, relative, flags, 0, BENEATH);
        for (var again = 0; Errno.EAGAIN.is(handle) && again < MOST_TRIES; again++) {
            handle = Kernel.open(root, relative, flags, 0, BENEATH); // folders on the way were just renamed
        }
        return handle;
    }

    private static boolean isAboutTheWay(int answer) {
        return switch (Errno.of(answer)) {
            case ENOENT, ENOTDIR, ELOOP, EXDEV, ENAMETOOLONG -> true;
            default -> false;
        };
    }

    private String withoutLinks(String relative, String operation) throws HomeException {
        return HomePath.withoutLinks(relative, seenAs, operation, this::linkTarget);
    }

    private String linkTarget(String relative) {
        var handle = Kernel.open(root, relative, O_PATH | O_NOFOLLOW, 0, BENEATH);
        if (handle < 0) {
            return null;
        }
        try {
            return Kernel.linkTarget(handle);
        } finally {
            Kernel.close(handle);
        }
    }

    private void refuseAllButFiles(Kernel.Stat stat, String path) throws HomeException {
        var seen = HomePath.absolute(path, seenAs);
        switch (stat.type()) {
            case FILE -> {}
            case DIRECTORY -> throw new HomeException(Errno.EISDIR, "open", seen);
            default -> throw new HomeException(Errno.EINVAL, "not a regular file", "open", seen, -1);
        }
    }

    private HomeException tooLarge(String path, long size) {
        return new HomeException(Errno.EFBIG, Errno.EFBIG.text(), "read", HomePath.absolute(path, seenAs), size);
    }

    private int check(int answer, String operation, String path) throws HomeException {
        if (answer < 0) {
            throw new HomeException(Errno.of(answer), operation, HomePath.absolute(path, seenAs));
        }
        return answer;
    }
}
