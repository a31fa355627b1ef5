package org.calque.kit.homes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder of a home turns into a link to the outside and back, all the time, while it is worked in.
class RaceTest {
    private static final String SEEN_AS = "/projects/p";
    private static final int AT_CWD = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final int ROUNDS = 400;
    private static final Set<Errno> HARMLESS = Set.of(
            Errno.EXDEV,
            Errno.ENOENT,
            Errno.EAGAIN,
            Errno.ELOOP,
            Errno.ENOTDIR,
            Errno.EEXIST,
            Errno.ENOTEMPTY,
            Errno.EISDIR,
            Errno.EINVAL);

    @TempDir
    Path machine;

    private Path outside;
    private Path folder;

    private interface Deed {
        void in(Home home, int round) throws Exception;
    }

    @BeforeEach
    void aHomeAndAnOutside() throws Exception {
        outside = Files.createDirectory(machine.resolve("outside"));
        Files.writeString(outside.resolve("f"), "outside");
        Files.createDirectory(outside.resolve("sub"));
        Files.writeString(outside.resolve("sub/g"), "outside");
        folder = Files.createDirectory(machine.resolve("home"));
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), outside);
    }

    @Test
    void draftsArePlacedInsideOnly() throws Exception {
        whileSwapping((home, round) -> {
            try (var draft = home.draft("real/new" + round % 10)) {
                draft.write("inside".getBytes(UTF_8), 0, 6);
                draft.place();
            }
        });
    }

    @Test
    void nothingOutsideIsListedOrRead() throws Exception {
        Files.writeString(folder.resolve("real/inside"), "inside");
        whileSwapping((home, round) -> {
            try (var listed = home.folder("real")) {
                listed.visit(entry -> assertEquals("inside", entry.name()));
            }
            try (var file = home.file("real/inside")) {
                assertEquals(6, file.info().size());
            }
            try (var file = home.file("real/f")) {
                assertNotEquals(7, file.info().size(), "a file of the outside was opened");
            }
        });
    }

    @Test
    void nothingOutsideIsRemoved() throws Exception {
        whileSwapping((home, round) -> {
            home.removeAll("real/sub", () -> true);
            home.removeAll("real/f", () -> true);
        });
    }

    @Test
    void aFolderThatIsSwappedWhileItIsRemovedTakesNothingElseAlong() throws Exception {
        whileSwapping((home, round) -> {
            home.makeFolders("real/sub/deep");
            home.write("real/sub/deep/x", new byte[1]);
            home.removeAll("real", () -> true);
        });
    }

    @Test
    void nothingIsMovedInOrOut() throws Exception {
        whileSwapping((home, round) -> {
            home.write("mine", new byte[1]);
            home.move("mine", "real/moved", true);
            home.move("real/f", "stolen", true);
        });
        assertTrue(Files.notExists(folder.resolve("stolen")));
    }

    @Test
    void foldersAndLinksAreMadeInsideOnly() throws Exception {
        whileSwapping((home, round) -> {
            home.makeFolders("real/a/b" + round % 5);
            home.makeLink("real/l" + round, "x");
            try (var within = home.within("real")) {
                within.write("w", new byte[1]);
            }
        });
    }

    private void whileSwapping(Deed deed) throws Exception {
        var running = new AtomicBoolean(true);
        var swapper = Thread.ofPlatform().start(() -> swap(running));
        try (var home = Home.open(folder, SEEN_AS, 12345)) {
            for (var round = 0; round < ROUNDS; round++) {
                try {
                    deed.in(home, round);
                } catch (HomeException refused) {
                    assertTrue(HARMLESS.contains(refused.code()), refused.getMessage());
                }
            }
        } finally {
            running.set(false);
            swapper.join();
        }
        assertEquals("outside", Files.readString(outside.resolve("f")));
        assertEquals("outside", Files.readString(outside.resolve("sub/g")));
        try (var all = Files.walk(outside)) {
            assertEquals(4, all.count(), "the outside has changed");
        }
    }

    private void swap(AtomicBoolean running) {
        var exchange = Libc.function("renameat2");
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            var real = Libc.text(arena, folder.resolve("real").toString());
            var link = Libc.text(arena, folder.resolve("link").toString());
            while (running.get()) {
                exchange.call(AT_CWD, real, AT_CWD, link, RENAME_EXCHANGE);
            }
        }
    }
}
