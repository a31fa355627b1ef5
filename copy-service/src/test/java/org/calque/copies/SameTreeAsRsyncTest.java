package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.TreeCopy;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of copying a folder without a process leaves what real rsync leaves, on many random trees.
class SameTreeAsRsyncTest {
    private static final int CASES = Integer.getInteger("calque.trees", 60);
    private static final int OWNER = Libc.isRoot() ? 40_000 : Libc.user();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.250Z");
    private static final List<String> NAMES = List.of(
            "a",
            "b.txt",
            "a b",
            "ünï",
            "日本語",
            "👩‍💻",
            ".hidden",
            "-r",
            "new\nline",
            "*",
            "~",
            ".calque-copy-old",
            "x~",
            "'q\"");

    @TempDir
    Path folder;

    @Test
    void aTreeThatIsCopiedToWhereNothingIsYetIsWhatRsyncLeaves() throws Exception {
        var seed = Long.getLong("calque.tree", new Random().nextLong());
        var random = new Random(seed);
        for (int n = 0; n < CASES; n++) {
            var to = List.of("t", "made/of/t").get(random.nextInt(2));
            var source = home(n + "/source");
            new Trees(random).fill(source.resolve("s"));
            var ours = home(n + "/ours");
            var theirs = home(n + "/theirs");
            Files.createDirectories(ours.resolve(".calque-copy-cut/off"));
            assertTrue(copy(source, ours, to), "seed " + seed + ", case " + n + " was left to rsync");
            rsync(source.resolve("s"), theirs.resolve(to));
            assertEquals(listing(theirs), listing(ours), "seed " + seed + ", case " + n);
        }
    }

    @Test
    void whatIsThereIsLeftToRsync() throws Exception {
        var source = home("source");
        new Trees(new Random(1)).fill(source.resolve("s"));
        var target = home("target");
        own(Files.createDirectory(target.resolve("t")));
        Files.createSymbolicLink(target.resolve("link"), Path.of("t"));
        var before = listing(target);
        for (var to : List.of("t", "link", "link/inside")) {
            assertFalse(copy(source, target, to), to);
        }
        assertEquals(before, listing(target));
    }

    @Test
    void aTreeWithSomethingElseInItIsLeftToRsyncAndNothingOfItStays() throws Exception {
        var source = home("source");
        new Trees(new Random(2)).fill(source.resolve("s"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", source.resolve("s/pipe").toString())
                        .start()
                        .waitFor());
        var target = home("target");
        assertFalse(copy(source, target, "t"));
        assertEquals(listing(home("empty")).keySet(), listing(target).keySet());
    }

    @Test
    void aCopyThatIsToldToStopLeavesNothing() throws Exception {
        var source = home("source");
        var tree = own(Files.createDirectory(source.resolve("s")));
        for (int i = 0; i < 10; i++) {
            own(Files.writeString(tree.resolve("f" + i), "content"));
        }
        var target = home("target");
        var left = new AtomicInteger(5);
        try (var from = Home.open(source, "/projects/s", OWNER);
                var into = Home.open(target, "/projects/t", OWNER)) {
            assertFalse(new TreeCopy(from, into, ".calque-copy-1", ".calque-copy-", b -> left.decrementAndGet() > 0)
                    .copy("s", "t"));
        }
        assertEquals(listing(home("empty")).keySet(), listing(target).keySet());
    }

    @Test
    void aLinkOnTheWayToTheSourceIsLeftToRsync() throws Exception {
        var source = home("source");
        own(Files.createDirectory(source.resolve("s")));
        Files.createSymbolicLink(source.resolve("out"), Path.of("/nowhere"));
        Files.createSymbolicLink(source.resolve("in"), Path.of("s"));
        var target = home("target");
        assertFalse(copy(source, target, "t", "out"));
        assertFalse(copy(source, target, "t", "in"));
        assertFalse(Files.exists(target.resolve("t")));
    }

    private Path home(String name) throws IOException {
        return own(Files.createDirectories(folder.resolve(name)));
    }

    /// Random trees: files with and without holes, folders of all modes, links of both kinds, odd names and times.
    private record Trees(Random random, List<Path> files) {
        Trees(Random random) {
            this(random, new ArrayList<>());
        }

        void fill(Path tree) throws IOException {
            own(Files.createDirectory(tree));
            fill(tree, 0);
        }

        private void fill(Path into, int depth) throws IOException {
            for (int i = random.nextInt(8); i > 0; i--) {
                var path = into.resolve(NAMES.get(random.nextInt(NAMES.size())));
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                switch (random.nextInt(depth < 4 ? 8 : 6)) {
                    case 0 -> link(path);
                    case 1 -> secondName(path);
                    case 2 -> sparse(path);
                    case 3, 4, 5 -> file(path);
                    default -> {
                        own(Files.createDirectory(path));
                        fill(path, depth + 1);
                    }
                }
            }
            dress(into, depth == 0 ? List.of(0755, 0700, 02775) : List.of(0755, 0700, 0555, 02775, 01777));
        }

        private void link(Path path) throws IOException {
            Files.createSymbolicLink(
                    path,
                    Path.of(List.of("a", "../..", "/nowhere", "nowhere/ü", ".").get(random.nextInt(5))));
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time(), null, null);
        }

        private void secondName(Path path) throws IOException {
            if (files.isEmpty()) {
                file(path);
            } else {
                Files.createLink(path, files.get(random.nextInt(files.size())));
            }
        }

        private void sparse(Path path) throws IOException {
            try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    file.seek(random.nextInt(40) * 65_536L);
                    file.write(bytes(random.nextInt(5_000)));
                }
                file.setLength(Math.max(file.length(), random.nextInt(3_000_000)));
            }
            keep(path);
        }

        private void file(Path path) throws IOException {
            Files.write(path, bytes(List.of(0, 1, 100, 4_096, 70_000).get(random.nextInt(5))));
            keep(path);
        }

        private void keep(Path file) throws IOException {
            files.add(own(file));
            // Who is not root cannot read everything.
            dress(file, List.of(0644, 0600, 0755, 0444, Libc.isRoot() ? 0 : 0400, 04755, 02755));
        }

        private void dress(Path path, List<Integer> modes) throws IOException {
            Files.setAttribute(path, "unix:mode", modes.get(random.nextInt(modes.size())));
            Files.setLastModifiedTime(path, time());
        }

        private FileTime time() {
            return FileTime.from(NOON.minusNanos(random.nextLong(1_000_000_000_000_000_000L)));
        }

        private byte[] bytes(int count) {
            var bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    }

    private static Path own(Path file) throws IOException {
        if (Libc.isRoot()) {
            Files.setAttribute(file, "unix:uid", OWNER);
            Files.setAttribute(file, "unix:gid", OWNER);
        }
        return file;
    }

    private static boolean copy(Path from, Path into, String to) throws IOException {
        return copy(from, into, to, "s");
    }

    private static boolean copy(Path from, Path into, String to, String what) throws IOException {
        try (var source = Home.open(from, "/projects/s", OWNER);
                var target = Home.open(into, "/projects/t", OWNER)) {
            return new TreeCopy(source, target, ".calque-copy-1", ".calque-copy-", bytes -> true).copy(what, to);
        }
    }

    private static void rsync(Path from, Path to) throws Exception {
        var command = new ArrayList<String>();
        if (Libc.isRoot()) {
            var user = Integer.toString(OWNER);
            command.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
            command.addAll(List.of("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--"));
        }
        command.addAll(List.of("rsync", "--archive", "--hard-links", "--sparse", "--mkpath"));
        command.addAll(List.of("--exclude=/.calque-copy-*", "--", from + "/", to + "/"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), words);
    }

    /// All that can be seen of a home; files that are one have one number. The times of the home and of folders that
    /// were made on the way are those of the copy.
    private static TreeMap<String, String> listing(Path home) throws Exception {
        var listing = new TreeMap<String, String>();
        var numbers = new HashMap<Object, Integer>();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted().toList()) {
                var all = Files.readAttributes(
                        file, "unix:mode,uid,gid,lastModifiedTime,ino,nlink", LinkOption.NOFOLLOW_LINKS);
                var name = home.relativize(file).toString();
                var what = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isDirectory(file)
                                ? "folder"
                                : hash(file) + " #" + numbers.computeIfAbsent(all.get("ino"), it -> numbers.size())
                                        + " x" + all.get("nlink");
                var time = List.of("", "made", "made/of").contains(name) ? "" : all.get("lastModifiedTime");
                listing.put(
                        name,
                        Integer.toOctalString((int) all.get("mode")) + " " + all.get("uid") + ":" + all.get("gid") + " "
                                + time + " " + what);
            }
        }
        return listing;
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                .substring(0, 12);
    }
}
