package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.posix.Libc;

/// Holds the disk quotas of running projects where the file system does not.
///
/// A home can only grow when the file system does. So this asks the file system many times a second how full it is,
/// which costs next to nothing, and counts a home only when the file system has grown by what the home had left. A home
/// that is over its quota has its processes ended, and until it is below it again its commands can write no file.
final class DiskWatch implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration BUSY = Duration.ofMillis(50);
    private static final Duration COUNTED_ANYWAY = Duration.ofMinutes(2);
    private static final long LEAST_GROWTH = 4L << 20;
    private static final long LEAST_ENTRIES = 1000;
    private static final int RESTS = 10; // times as long as the last count took
    private static final Libc.Function STATFS = Libc.function("statfs");

    private final Supplier<Collection<Sandbox>> sandboxes;
    private final Thread thread;
    private volatile boolean closed;

    DiskWatch(Supplier<Collection<Sandbox>> sandboxes) {
        this.sandboxes = sandboxes;
        thread = Thread.ofVirtual().name("disk-watch").start(this::watch);
    }

    /// How full a file system is.
    private record Filling(long bytes, long entries) {
        private static final int LONGS = 16;

        static Filling of(Path folder) {
            try (var arena = Arena.ofConfined()) {
                var answer = arena.allocate(JAVA_LONG, LONGS);
                if (STATFS.call(Libc.text(arena, folder.toString()), answer.address()) < 0) {
                    return new Filling(0, 0);
                }
                var block = answer.getAtIndex(JAVA_LONG, 1);
                var used = answer.getAtIndex(JAVA_LONG, 2) - answer.getAtIndex(JAVA_LONG, 3);
                return new Filling(used * block, answer.getAtIndex(JAVA_LONG, 5) - answer.getAtIndex(JAVA_LONG, 6));
            }
        }
    }

    private void watch() {
        var last = new Filling(0, 0);
        while (!closed) {
            var grew = false;
            var running = sandboxes.get();
            if (!running.isEmpty()) {
                var now =
                        Filling.of(running.iterator().next().workspace().home().getParent());
                var bytes = Math.max(0, now.bytes - last.bytes);
                var entries = Math.max(0, now.entries - last.entries);
                grew = bytes + entries > 0;
                last = now;
                running.forEach(sandbox -> look(sandbox, bytes, entries));
            }
            rest(grew ? BUSY : QUIET);
        }
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private static void look(Sandbox sandbox, long bytes, long entries) {
        var disk = sandbox.disk();
        disk.fileSystemGrew(bytes, entries);
        if (!disk.isDue()) {
            return;
        }
        try {
            disk.count();
            noteAndEnd(sandbox, disk);
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            Machine.LOG.debugf(
                    "The home of %s could not be counted: %s",
                    sandbox.workspace().projectId(), e);
        }
    }

    /// The note comes first: who sees that processes were ended finds it. They are ended even where none can be
    /// written.
    private static void noteAndEnd(Sandbox sandbox, Disk disk) throws IOException {
        try {
            if (disk.hasToBeNoted()) {
                disk.note(sandbox.workspace().projectId());
            }
        } finally {
            if (disk.hasJustGoneOver()) {
                Insiders.kill(sandbox);
                disk.count(); // with what they wrote until then, which is nobody's doing who comes after them
            }
        }
    }

    /// What is known about the disk of one running project. Written by the watch alone.
    static final class Disk {
        private final Path home;
        private final long mostBytes;
        private final long mostEntries;
        private final boolean isLimited;
        private volatile DiskUsage usage; // null until counted
        private volatile long endedAt; // of System.nanoTime; 0 for never
        private volatile boolean endedAny;
        private long grownBytes;
        private long grownEntries;
        private long countedAt;
        private long countTook;
        private DiskUsage before;
        private Boolean noted; // whether it is over; null when nobody knows

        Disk(Path home, Workspace.Limits limits) {
            this.home = home;
            this.mostBytes = limits.diskBytes();
            this.mostEntries = limits.diskEntries();
            this.isLimited = limits.areAboutDisk();
        }

        private void fileSystemGrew(long bytes, long entries) {
            grownBytes += bytes;
            grownEntries += entries;
        }

        private boolean isDue() {
            var since = System.nanoTime() - countedAt;
            if (!isLimited || usage == null) {
                return isLimited;
            }
            if (since < RESTS * countTook) {
                return false;
            }
            return since > COUNTED_ANYWAY.toNanos() && grownBytes + grownEntries > 0
                    || grownBytes > Math.max(LEAST_GROWTH, mostBytes - usage.bytes())
                    || grownEntries > Math.max(LEAST_ENTRIES, mostEntries - usage.entries())
                    || isOver() && since > COUNTED_ANYWAY.toNanos() / 100;
        }

        private void count() throws IOException {
            before = isOver() ? usage : null;
            var begin = System.nanoTime();
            grownBytes = 0;
            grownEntries = 0;
            usage = DiskUsage.of(home);
            countedAt = System.nanoTime();
            countTook = countedAt - begin;
        }

        /// Over its quota, which it was not when last counted, or much more so than then.
        private boolean hasJustGoneOver() {
            if (isOver()
                    && (before == null
                            || usage.bytes() - before.bytes() > LEAST_GROWTH
                            || usage.entries() - before.entries() > LEAST_ENTRIES)) {
                endedAt = System.nanoTime();
                endedAny = true;
                return true;
            }
            return false;
        }

        /// Bytes of the home when it was last counted.
        OptionalLong lastCounted() {
            var known = usage;
            return known == null ? OptionalLong.empty() : OptionalLong.of(known.bytes());
        }

        boolean isOver() {
            return state().filter(DiskState::isOver).isPresent();
        }

        /// Empty until it is counted for the first time.
        Optional<DiskState> state() {
            return Optional.ofNullable(usage).map(it -> DiskState.of(it, mostBytes, mostEntries));
        }

        /// So far over its quota that nothing may run: by a tenth, and by as much as can slip in before it is noticed.
        boolean isFarOver() {
            var known = usage;
            return known != null
                    && (known.bytes() > mostBytes + mostBytes / 10 + (1L << 30)
                            || known.entries() > mostEntries + mostEntries / 10 + 100_000);
        }

        /// Whether processes were ended for the quota since that time of [System#nanoTime].
        boolean hasEndedProcessesSince(long nanos) {
            return endedAny && endedAt - nanos >= 0;
        }

        /// For people, as a part of a sentence; to be asked when it is over.
        String complaint() {
            return state().flatMap(it -> it.complaint(0)).orElse("the project is over its disk quota");
        }

        private boolean hasToBeNoted() {
            return noted == null || noted != isOver();
        }

        /// For services that count no homes.
        private void note(UUID projectId) throws IOException {
            var over = isOver();
            new FullHomes(home.getParent()).note(projectId, over ? complaint() : null);
            noted = over;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
