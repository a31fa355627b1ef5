package org.calque.kit.homes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final String SEEN_AS = "/projects/6b1e2c52-0a3a-4c9e-9d3f-6f1f6c0f1a11";
    private static final int OWNER = 70_123;
    private static final int AT_CWD = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final long TEN_MB = 10_000_000;

    @TempDir
    Path machine;

    private Path folder;
    private Home home;

    @BeforeEach
    void makeHome() throws IOException {
        folder = machine.resolve("home");
        home = Home.make(folder, SEEN_AS, OWNER);
        Files.writeString(machine.resolve("secret"), "secret");
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    @Test
    void whatIsWrittenCanBeReadByRelativeAndByAbsolutePath() throws IOException {
        home.write("a/b/hello.txt", "héllo".getBytes(UTF_8));
        assertEquals("héllo", text("a/b/hello.txt"));
        assertEquals("héllo", text(SEEN_AS + "/a/b/hello.txt"));
        assertEquals("héllo", text("./a//b/../b/hello.txt"));
        home.write(SEEN_AS + "/c", new byte[0]);
        assertEquals("", text("c"));
    }

    @Test
    void largeContentGoesThroughUnchanged() throws IOException {
        var content = new byte[3_000_001];
        new java.util.Random(1).nextBytes(content);
        home.write("large", content);
        assertArrayEquals(content, home.read("large", TEN_MB));
    }

    @Test
    void aMissingFileIsNamedAsTheProjectSeesIt() {
        assertRefused(
                Errno.ENOENT,
                () -> home.read("x", TEN_MB),
                "ENOENT: no such file or directory, stat '" + SEEN_AS + "/x'");
        assertRefused(
                Errno.ENOENT,
                () -> home.read("no/x", TEN_MB),
                "ENOENT: no such file or directory, stat '" + SEEN_AS + "/no/x'");
        assertRefused(
                Errno.ENOENT, () -> home.stat("x"), "ENOENT: no such file or directory, stat '" + SEEN_AS + "/x'");
    }

    @Test
    void aFolderIsNeitherReadNorOverwritten() throws IOException {
        home.makeFolders("d/e");
        var text = "EISDIR: illegal operation on a directory, open '" + SEEN_AS + "/d'";
        assertRefused(Errno.EISDIR, () -> home.read("d", TEN_MB), text);
        assertRefused(Errno.EISDIR, () -> home.write("d", new byte[1]), text);
        assertRefused(
                Errno.EISDIR,
                () -> home.write("", new byte[1]),
                "EISDIR: illegal operation on a directory, open '" + SEEN_AS + "'");
        assertRefused(Errno.EISDIR, () -> home.write("new/", new byte[1]), null);
        assertRefused(Errno.EISDIR, () -> home.read(".", TEN_MB), null);
    }

    @Test
    void nothingLiesBelowAFile() throws IOException {
        home.write("f", new byte[1]);
        assertRefused(Errno.ENOTDIR, () -> home.write("f/g", new byte[1]), null);
        assertRefused(Errno.ENOTDIR, () -> home.read("f/g", TEN_MB), null);
        assertFalse(home.exists("f/g"));
    }

    @Test
    void noPathLeadsOut() throws IOException {
        home.makeFolders("d");
        Files.createSymbolicLink(folder.resolve("relative"), Path.of("../secret"));
        Files.createSymbolicLink(folder.resolve("absolute"), machine.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("chain"), Path.of("relative"));
        Files.createSymbolicLink(folder.resolve("d/up"), Path.of("../.."));
        Files.createSymbolicLink(folder.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(folder.resolve("magic"), Path.of("/proc/self/root"));
        for (var path : new String[] {
            "../secret",
            "d/../../secret",
            "/etc/passwd",
            machine.resolve("secret").toString(),
            "/projects",
            SEEN_AS + "/../x",
            SEEN_AS + "x",
            "relative",
            "absolute",
            "chain",
            "d/up/secret",
            "root/etc/passwd",
            "magic/etc/passwd"
        }) {
            assertRefused(Errno.EXDEV, () -> home.read(path, TEN_MB), null);
            assertRefused(Errno.EXDEV, () -> home.write(path, "stolen".getBytes(UTF_8)), null);
            assertRefused(Errno.EXDEV, () -> home.makeFolders(path + "/new"), null);
            assertRefused(Errno.EXDEV, () -> home.stat(path), null);
        }
        assertEquals("secret", Files.readString(machine.resolve("secret")));
    }

    @Test
    void linksInsideTheHomeWorkAndStay() throws IOException {
        home.write("data/real", "1".getBytes(UTF_8));
        Files.createSymbolicLink(folder.resolve("relative"), Path.of("data/real"));
        Files.createSymbolicLink(folder.resolve("absolute"), Path.of(SEEN_AS + "/data"));
        Files.createSymbolicLink(folder.resolve("data/back"), Path.of("../absolute/real"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("data/later"));
        assertEquals("1", text("relative"));
        assertEquals("1", text("absolute/real"));
        assertEquals("1", text("data/back"));
        home.write("relative", "2".getBytes(UTF_8));
        home.write("absolute/new/x", "3".getBytes(UTF_8));
        home.write("dangling", "4".getBytes(UTF_8));
        assertTrue(Files.isSymbolicLink(folder.resolve("relative")));
        assertEquals("2", text("data/real"));
        assertEquals("3", text("data/new/x"));
        assertEquals("4", text("data/later"));
    }

    @Test
    void linksThatTurnInCirclesAreRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        Files.createSymbolicLink(folder.resolve("c"), Path.of(SEEN_AS + "/c"));
        assertRefused(Errno.ELOOP, () -> home.read("a", TEN_MB), null);
        assertRefused(Errno.ELOOP, () -> home.read("c", TEN_MB), null);
        assertRefused(Errno.ELOOP, () -> home.write("c", new byte[0]), null);
    }

    @Test
    void strangePathsAreRefusedClearly() {
        assertRefused(
                Errno.EINVAL,
                () -> home.read("a\0b", TEN_MB),
                "EINVAL: a path must not hold a NUL, stat '" + SEEN_AS + "/a\\0b'");
        assertRefused(Errno.EINVAL, () -> home.write("a\0b", new byte[0]), null);
        assertRefused(Errno.ENAMETOOLONG, () -> home.read("n".repeat(300), TEN_MB), null);
        assertRefused(Errno.ENAMETOOLONG, () -> home.write("n".repeat(300), new byte[0]), null);
        assertRefused(Errno.ENAMETOOLONG, () -> home.read("n/".repeat(3000), TEN_MB), null);
    }

    @Test
    void pipesNeverHoldAReaderUp() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertRefused(
                    Errno.EINVAL,
                    () -> home.read("pipe", TEN_MB),
                    "EINVAL: not a regular file, open '" + SEEN_AS + "/pipe'");
            assertRefused(Errno.EINVAL, () -> home.write("pipe", new byte[1]), null);
        });
    }

    @Test
    void aFileOverTheLimitIsRefusedWithItsSize() throws IOException {
        try (var sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        var refused = assertThrows(HomeException.class, () -> home.read("sparse", TEN_MB));
        assertEquals(Errno.EFBIG, refused.code());
        assertEquals(1L << 40, refused.size());
        home.write("exact", new byte[1000]);
        assertEquals(1000, home.read("exact", 1000).length);
        assertRefused(Errno.EFBIG, () -> home.read("exact", 999), null);
    }

    @Test
    void aFileKeepsItsPermissions() throws IOException {
        home.write("script", "1".getBytes(UTF_8));
        assertEquals(0644, home.stat("script").mode());
        Files.setPosixFilePermissions(folder.resolve("script"), PosixFilePermissions.fromString("rwxr-x---"));
        home.write("script", "2".getBytes(UTF_8));
        assertEquals(0750, home.stat("script").mode());
    }

    @Test
    void whatRootMakesBelongsToTheOwner() throws IOException {
        assumeTrue(Libc.isRoot(), "only root can give files away");
        home.write("a/b/c", "1".getBytes(UTF_8));
        for (var path : new String[] {"", "a", "a/b", "a/b/c"}) {
            var file = folder.resolve(path);
            assertEquals(OWNER, Files.getAttribute(file, "unix:uid"), path);
            assertEquals(OWNER, Files.getAttribute(file, "unix:gid"), path);
        }
    }

    @Test
    void removingTakesFilesLinksAndEmptyFoldersOnly() throws IOException {
        home.write("d/f", new byte[1]);
        Files.createSymbolicLink(folder.resolve("out"), machine.resolve("secret"));
        assertRefused(Errno.ENOTEMPTY, () -> home.remove("d"), null);
        home.remove("d/f");
        home.remove("d/");
        home.remove("out");
        assertRefused(Errno.ENOENT, () -> home.remove("d"), null);
        assertRefused(Errno.EXDEV, () -> home.remove("../secret"), null);
        assertRefused(Errno.EINVAL, () -> home.remove(""), null);
        assertTrue(Files.exists(machine.resolve("secret")));
    }

    @Test
    void aRefusedWriteLeavesNothingBehind() throws IOException {
        home.write("f", "old".getBytes(UTF_8));
        home.makeFolders("g");
        assertRefused(Errno.EISDIR, () -> home.write("g", new byte[1]), null);
        assertEquals("old", text("f"));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count(), "no draft stays behind");
        }
    }

    /// A folder that turns into a link to the outside and back, all the time, while it is written to and read from.
    @Test
    void aFolderSwappedForALinkNeverLeadsOut() throws Exception {
        var outside = Files.createDirectory(machine.resolve("outside"));
        Files.writeString(outside.resolve("f"), "outside");
        home.write("real/f", "inside".getBytes(UTF_8));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        var running = new AtomicBoolean(true);
        var swapper = Thread.ofPlatform().start(() -> swap(running));
        try {
            for (var i = 0; i < 3000; i++) {
                try {
                    assertEquals("inside", text("real/f"));
                    home.write("real/f", "inside".getBytes(UTF_8));
                    home.write("real/new" + i % 10, "inside".getBytes(UTF_8));
                } catch (HomeException e) {
                    assertTrue(
                            e.code() == Errno.EXDEV || e.code() == Errno.ENOENT || e.code() == Errno.EAGAIN,
                            e.getMessage());
                }
            }
        } finally {
            running.set(false);
            swapper.join();
        }
        assertEquals("outside", Files.readString(outside.resolve("f")));
        try (var files = Files.list(outside)) {
            assertEquals(1, files.count());
        }
    }

    private void swap(AtomicBoolean running) {
        var exchange = Libc.function("renameat2");
        try (var arena = Arena.ofConfined()) {
            var real = Libc.text(arena, folder.resolve("real").toString());
            var link = Libc.text(arena, folder.resolve("link").toString());
            while (running.get()) {
                assertEquals(0, exchange.call(AT_CWD, real, AT_CWD, link, RENAME_EXCHANGE));
            }
        }
    }

    private String text(String path) throws IOException {
        return new String(home.read(path, TEN_MB), UTF_8);
    }

    private static void assertRefused(Errno code, Executable action, String message) {
        var refused = assertThrows(HomeException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        if (message != null) {
            assertEquals(message, refused.getMessage());
        }
    }
}
