package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/// Reading and writing control groups, which look like folders and files.
final class CgroupFiles {
    private static final long REMOVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LOOK_AGAIN_MILLIS = 20;
    private static final int O_RDONLY = 0;

    private CgroupFiles() {}

    static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }

    /// The number behind `key ` in a file of `key value` lines; 0 when there is none.
    static long number(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // the group has gone
        }
    }

    /// Whether no process is in the group or below it.
    static boolean isEmpty(Path group) {
        var events = group.resolve("cgroup.events");
        try {
            return Files.exists(events)
                    ? number(events, "populated") == 0
                    : Files.readString(group.resolve("cgroup.procs")).isEmpty();
        } catch (IOException e) {
            return true; // the group has gone
        }
    }

    /// Kills every process of the group and below it; new ones that they start meanwhile too.
    static void kill(Path group) throws IOException {
        var file = group.resolve("cgroup.kill");
        if (Files.exists(file)) {
            write(file, "1");
        }
    }

    /// Waits until the group is empty, woken by the kernel where it tells; false when `nanos` were not enough.
    static boolean awaitEmpty(Path group, long nanos) {
        var deadline = System.nanoTime() + nanos;
        var events = group.resolve("cgroup.events");
        while (!isEmpty(group)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                var handle = Kernel.open(events.toString(), O_RDONLY);
                try {
                    if (!isEmpty(group)) {
                        Kernel.poll(handle, Kernel.EPOLLPRI, LOOK_AGAIN_MILLIS);
                    }
                } finally {
                    Kernel.close(handle);
                }
            } catch (IOException e) {
                return isEmpty(group);
            }
        }
        return true;
    }

    /// Removes an empty group with all groups in it.
    ///
    /// @throws IOException when it stays in use
    static void remove(Path group) throws IOException {
        var deadline = System.nanoTime() + REMOVAL_NANOS;
        while (true) {
            try {
                removeNow(group);
                return;
            } catch (NoSuchFileException e) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                awaitEmpty(group, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
                Thread.onSpinWait();
            }
        }
    }

    private static void removeNow(Path group) throws IOException {
        try (var below = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (var child : below) {
                removeNow(child);
            }
        }
        Files.delete(group);
    }
}
