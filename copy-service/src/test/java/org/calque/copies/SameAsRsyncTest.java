package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.kit.homes.FileCopy;
import org.calque.kit.homes.Home;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of copying a file without a process leaves what real rsync leaves, on many random states of the target.
class SameAsRsyncTest {
    private static final int CASES = 120;
    private static final int OWNER = Libc.isRoot() ? 40_000 : Libc.user();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.250Z");

    @TempDir
    Path folder;

    @Test
    void aPlainCopyLeavesWhatRsyncLeaves() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        int plain = 0;
        for (int n = 0; n < CASES; n++) {
            var overwriteNewer = random.nextBoolean();
            var backup = random.nextBoolean();
            var to = List.of("f", "made/of/f", "there/f").get(random.nextInt(3));
            long state = random.nextLong();
            var source = build(n + "/source", new Random(state), "f");
            var byUs = build(n + "/ours", new Random(state + 1), to);
            var byRsync = build(n + "/theirs", new Random(state + 1), to);
            if (copy(source, byUs, to, overwriteNewer, backup)) {
                plain++;
                rsync(source, byRsync, to, overwriteNewer, backup);
            }
            assertEquals(
                    listing(byRsync),
                    listing(byUs),
                    "seed %d, case %d: to %s, overwrite_newer %s, backup %s"
                            .formatted(seed, n, to, overwriteNewer, backup));
        }
        assertTrue(plain > CASES / 3, "only " + plain + " plain cases with seed " + seed);
    }

    /// A home with or without something at the path, of random kind, content, mode and time.
    private Path build(String name, Random random, String path) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        own(home);
        own(Files.createDirectory(home.resolve("there")));
        var file = home.resolve(path);
        boolean source = name.endsWith("source");
        int kind = source ? 0 : random.nextInt(10);
        if (kind >= 8) {
            return home;
        }
        for (var above = file.getParent(); !Files.exists(above); ) {
            var missing = above;
            while (!Files.exists(missing.getParent())) {
                missing = missing.getParent();
            }
            own(Files.createDirectory(missing));
        }
        if (kind == 7) {
            Files.createSymbolicLink(file, Path.of("elsewhere"));
        } else {
            Files.writeString(file, List.of("", "a", "b", "cc", "longer text").get(random.nextInt(5)));
            own(file);
            Files.setAttribute(
                    file, "unix:mode", List.of(0644, 0600, 0755, 0444, 04755).get(random.nextInt(5)));
            Files.setLastModifiedTime(
                    file,
                    FileTime.from(
                            NOON.plusMillis(List.of(-5000, -300, 0, 300, 5000).get(random.nextInt(5)))));
        }
        if (random.nextInt(4) == 0) {
            var older = Files.writeString(file.resolveSibling("f~"), "an older backup");
            own(older);
            Files.setLastModifiedTime(older, FileTime.from(NOON));
        }
        return home;
    }

    private static void own(Path file) throws IOException {
        if (Libc.isRoot()) {
            Files.setAttribute(file, "unix:uid", OWNER);
            Files.setAttribute(file, "unix:gid", OWNER);
        }
    }

    private static boolean copy(Path from, Path into, String to, boolean overwriteNewer, boolean backup)
            throws IOException {
        try (var source = Home.open(from, "/projects/s", OWNER);
                var target = Home.open(into, "/projects/t", OWNER)) {
            return new FileCopy(source, target, overwriteNewer, backup, 1 << 20, ".draft", bytes -> true).copy("f", to);
        }
    }

    private static void rsync(Path from, Path into, String to, boolean overwriteNewer, boolean backup)
            throws Exception {
        var job = new Claimed(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "f",
                UUID.randomUUID(),
                to,
                overwriteNewer,
                false,
                backup,
                false,
                null,
                null,
                List.of(),
                NOON,
                false,
                1,
                1,
                null);
        var command = new ArrayList<String>();
        if (Libc.isRoot()) {
            var user = Integer.toString(OWNER);
            command.addAll(List.of(
                    "setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all,+dac_read_search"));
            command.add("--ambient-caps=-all,+dac_read_search");
            command.add("--");
        }
        command.add("rsync");
        command.addAll(Rsync.options(job));
        command.addAll(
                List.of("--", from.resolve("f").toString(), into.resolve(to).toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), words);
    }

    private static TreeMap<String, String> listing(Path home) throws IOException {
        var listing = new TreeMap<String, String>();
        try (var files = Files.walk(home)) {
            for (var file : files.toList()) {
                var all = Files.readAttributes(file, "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                var what = Files.isSymbolicLink(file)
                        ? "-> " + Files.readSymbolicLink(file)
                        : Files.isDirectory(file)
                                ? "folder"
                                : Files.readString(file) + " " + all.get("lastModifiedTime");
                listing.put(
                        home.relativize(file).toString(),
                        Integer.toOctalString((int) all.get("mode")) + " " + all.get("uid") + ":" + all.get("gid") + " "
                                + what);
            }
        }
        return listing;
    }
}
