package org.calque.copies;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.UUID;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The last check before a target is touched, where no clock and no network is believed: a lock of the kernel, on a
/// file for each target project beside the homes.
///
/// Whoever works on a target holds the lock, and the processes of a sandbox hold it as long as one of them lives.
/// The file says the turn of the last who was let in. So a claim that has the lock knows that nobody else is at
/// work, and a claim whose turn is lower than the one in the file knows that its time is over, however late it
/// comes.
@ApplicationScoped
class TargetGate {
    private static final Logger LOG = Logger.getLogger(TargetGate.class);
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0x40;
    private static final int O_CLOEXEC = 0x80000;
    private static final int LOCK_EXCLUSIVE = 2;
    private static final int LOCK_NOT_WAITING = 4;
    private static final Libc.Function OPEN = Libc.function("open");
    private static final Libc.Function FLOCK = Libc.function("flock");
    private static final Libc.Function PREAD = Libc.function("pread");
    private static final Libc.Function PWRITE = Libc.function("pwrite");
    private static final Libc.Function CLOSE = Libc.function("close");

    private final Path folder;

    TargetGate(@ConfigProperty(name = "calque.projects-dir") Path homes) {
        this.folder = homes.resolve(".copies");
    }

    /// What is found at the gate.
    sealed interface Entry {
        /// Nobody else is at work until this is closed.
        record In(int file) implements Entry, AutoCloseable {
            @Override
            public void close() {
                CLOSE.call(file);
            }
        }

        /// Somebody holds the lock.
        record Busy() implements Entry {}

        /// A later claim was here before.
        record Late(long turn) implements Entry {}
    }

    /// Lets this service itself in, if nobody is at work on the target.
    Entry enter(UUID target, long turn) throws IOException {
        int file = open(target);
        if (FLOCK.call(file, LOCK_EXCLUSIVE | LOCK_NOT_WAITING) < 0) {
            CLOSE.call(file);
            return new Entry.Busy();
        }
        var note = read(file);
        if (!TurnNote.admits(note.turn(), turn)) {
            CLOSE.call(file);
            return new Entry.Late(note.turn());
        }
        try {
            write(file, TurnNote.ofThisService(turn));
            return new Entry.In(file);
        } catch (IOException failure) {
            CLOSE.call(file);
            throw failure;
        }
    }

    /// Decides about a sandbox that holds the lock by now.
    ///
    /// @return the turn that was here before, when it is later; else the sandbox may go on
    OptionalLong letIn(UUID target, long turn, ProcessHandle sandbox) throws IOException {
        int file = open(target);
        try {
            var note = read(file);
            if (!TurnNote.admits(note.turn(), turn)) {
                return OptionalLong.of(note.turn());
            }
            write(file, TurnNote.of(turn, sandbox));
            return OptionalLong.empty();
        } finally {
            CLOSE.call(file);
        }
    }

    /// Ends a sandbox of an earlier turn that is still at work on this machine, stopped or not: its claim is
    /// lost.
    void clear(UUID target, long turn) throws IOException {
        int file = open(target);
        try {
            if (FLOCK.call(file, LOCK_EXCLUSIVE | LOCK_NOT_WAITING) >= 0) {
                return;
            }
            var note = read(file);
            if (note.turn() < turn) {
                note.sandbox().ifPresent(sandbox -> {
                    LOG.warnf(
                            "the sandbox of turn %d is still at work on project %s: ended for turn %d",
                            note.turn(), target, turn);
                    sandbox.destroyForcibly();
                });
            }
        } finally {
            CLOSE.call(file);
        }
    }

    /// The file that a sandbox is to lock.
    Path file(UUID target) {
        return folder.resolve(target.toString());
    }

    private int open(UUID target) throws IOException {
        int file = tryToOpen(target);
        if (Errno.ENOENT.is(file)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            file = tryToOpen(target);
        }
        if (file < 0) {
            throw new IOException("the gate " + file(target) + " cannot be opened: " + Errno.of(file));
        }
        return file;
    }

    private int tryToOpen(UUID target) {
        try (var arena = Arena.ofConfined()) {
            return OPEN.call(Libc.text(arena, file(target).toString()), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        }
    }

    private static TurnNote read(int file) {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(TurnNote.BYTES);
            int count = PREAD.call(file, buffer.address(), TurnNote.BYTES, 0);
            if (count < 0) {
                throw new UncheckedIOException(new IOException("a gate cannot be read: " + Errno.of(count)));
            }
            return TurnNote.read(buffer.asSlice(0, count).toArray(JAVA_BYTE));
        }
    }

    private static void write(int file, TurnNote note) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(JAVA_BYTE, note.written());
            int count = PWRITE.call(file, bytes.address(), TurnNote.BYTES, 0);
            if (count != TurnNote.BYTES) {
                throw new IOException("a gate cannot be written: " + Errno.of(count));
            }
        }
    }
}
