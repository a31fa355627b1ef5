package org.calque.copies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the last who was let into a target has left at its gate.
///
/// @param turn    of its claim
/// @param pid     of the sandbox that works on the target; 0 when the service itself does
/// @param started when that process began, in ticks since the machine was started
/// @param machine on which it is, down to the space of process ids
record TurnNote(long turn, long pid, long started, String machine) {
    static final int BYTES = 128;
    static final TurnNote NONE = new TurnNote(0, 0, 0, "-");
    private static final String MACHINE = thisMachine();
    private static final int STARTED = 19;

    static TurnNote ofThisService(long turn) {
        return new TurnNote(turn, 0, 0, MACHINE);
    }

    static TurnNote of(long turn, ProcessHandle sandbox) {
        return new TurnNote(turn, sandbox.pid(), startOf(sandbox.pid()), MACHINE);
    }

    /// Whether a claim of this turn may go in. A lower turn is of a worker that comes late: another one was let
    /// in after it had lost its claim.
    static boolean admits(long noted, long turn) {
        return turn >= noted;
    }

    /// The sandbox, if it is on this machine and may still be running.
    Optional<ProcessHandle> sandbox() {
        return pid > 0 && machine.equals(MACHINE) && startOf(pid) == started ? ProcessHandle.of(pid) : Optional.empty();
    }

    byte[] written() {
        var text = turn + " " + pid + " " + started + " " + machine;
        return "%-127s\n".formatted(text).getBytes(StandardCharsets.US_ASCII);
    }

    static TurnNote read(byte[] bytes) {
        var words = new String(bytes, StandardCharsets.US_ASCII).strip().split(" ");
        try {
            return words.length == 4
                    ? new TurnNote(
                            Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), words[3])
                    : NONE;
        } catch (NumberFormatException foreign) {
            return NONE;
        }
    }

    private static long startOf(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[STARTED]);
        } catch (IOException gone) {
            return -1;
        }
    }

    private static String thisMachine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "-"
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                            .toString()
                            .replaceAll("\\D", "");
        } catch (IOException unknown) {
            return "unknown-" + ProcessHandle.current().pid();
        }
    }
}
