package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A process that cannot be taken for another one: its number, when it began, and since which boot that counts.
///
/// @param pid   the number, which the system gives to another process one day
/// @param began clock ticks between boot and the start of the process
/// @param boot  the id that Linux gives to each boot
public record ProcessId(long pid, long began, String boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int FIELDS_BEFORE_BEGAN = 19;

    /// The identity of a process that runs now; empty when there is none with this number.
    public static Optional<ProcessId> of(long pid) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (afterName[0].equals("Z")) {
                return Optional.empty();
            }
            var boot = Files.readString(BOOT_ID).strip();
            return Optional.of(new ProcessId(pid, Long.parseLong(afterName[FIELDS_BEFORE_BEGAN]), boot));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            // The process ended between open and read: the kernel says ESRCH.
            if (ProcessHandle.of(pid).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public static ProcessId parse(String text) {
        var words = text.strip().split(" ");
        return new ProcessId(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }

    /// The process itself, when it is still the same one.
    public Optional<ProcessHandle> alive() throws IOException {
        return of(pid).equals(Optional.of(this)) ? ProcessHandle.of(pid) : Optional.empty();
    }

    @Override
    public String toString() {
        return pid + " " + began + " " + boot;
    }
}
