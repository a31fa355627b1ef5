package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.calque.projects.runtime.JobFolder.Note;

/// Tells how a job ended, from what is kept of it.
final class JobVerdict {
    static final String LOST = "the project was stopped before the job had ended";

    private static final int HEAD = 1024;
    private static final int SIGNALS = 128;
    private static final int NOT_BROUGHT_IN = 126;

    /// What bash says of a program that ended by itself.
    private static final Pattern BY_ITSELF = Pattern.compile("\\[\\d+][-+ ] +(Exit \\d+|Done)\\b.*");

    private JobVerdict() {}

    /// Whether the shell around it has told.
    static boolean isKnown(JobFolder folder) throws IOException {
        return exitLine(Files.readAllLines(folder.said())) >= 0;
    }

    /// @param alive       whether its sandbox goes on
    /// @param outOfMemory its sandbox, when something was killed there for the memory limit; else null
    static JobEnd of(JobFolder folder, Note note, boolean alive, Sandbox outOfMemory) throws IOException {
        var said = Files.readAllLines(folder.said());
        var exit = exitLine(said);
        if (exit >= 0) {
            return told(
                    folder,
                    note,
                    alive,
                    outOfMemory,
                    said.get(exit).split(" "),
                    exit > 0 && !BY_ITSELF.matcher(said.get(exit - 1)).matches());
        }
        if (folder.timeWasOver()) {
            return late(note, Instant.now());
        }
        var neverRan = neverRan(folder, note, NOT_BROUGHT_IN);
        if (neverRan != null) {
            return new JobEnd.NeverRan(neverRan, Instant.now());
        }
        if (!alive) {
            return new JobEnd.Lost(LOST, Instant.now());
        }
        return outOfMemory == null // somebody inside has killed even the shell
                ? new JobEnd.Exited(0, Instant.now())
                : killedForMemory(folder, outOfMemory, Instant.now());
    }

    private static int exitLine(List<String> said) {
        for (var i = 0; i < said.size(); i++) {
            if (said.get(i).startsWith("exit ")) {
                return i;
            }
        }
        return -1;
    }

    private static JobEnd late(Note note, Instant at) {
        return new JobEnd.TimedOut(String.join(" ", note.program()), at);
    }

    private static ExecResult.NotRunnable neverRan(JobFolder folder, Note note, int code) throws IOException {
        var head = code == 0 ? "" : head(folder);
        return Command.neverRan(note.token(), head, code, note.program().getFirst(), note.folder());
    }

    private static JobEnd killedForMemory(JobFolder folder, Sandbox sandbox, Instant at) throws IOException {
        var why = Command.memoryNote(sandbox) + "\n";
        folder.append(folder.stderr(), why.getBytes(StandardCharsets.UTF_8));
        return new JobEnd.Exited(Command.KILLED, at);
    }

    /// @param last     `exit`, the code, and seconds since 1970
    /// @param signaled the shell said before that it was a signal
    private static JobEnd told(
            JobFolder folder, Note note, boolean alive, Sandbox outOfMemory, String[] last, boolean signaled)
            throws IOException {
        var code = Integer.parseInt(last[1]);
        var at = last.length > 2
                ? Instant.ofEpochMilli(Math.round(Double.parseDouble(last[2].replace(',', '.')) * 1000))
                : Instant.now();
        if (folder.timeWasOver()) {
            return late(note, at);
        }
        var neverRan = neverRan(folder, note, code);
        if (neverRan != null) {
            return new JobEnd.NeverRan(neverRan, at);
        }
        var killed = code > SIGNALS && signaled;
        if (killed && !alive) {
            return new JobEnd.Lost(LOST, at);
        }
        return code == Command.KILLED && outOfMemory != null
                ? killedForMemory(folder, outOfMemory, at)
                : new JobEnd.Exited(killed ? 0 : code, at);
    }

    /// When the service was not there, or had no time to write it down.
    static Optional<JobEnd> afterwards(JobFolder folder) throws IOException {
        try {
            return isKnown(folder) ? Optional.of(of(folder, folder.note(), false, null)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String head(JobFolder folder) throws IOException {
        try (var file = FileChannel.open(folder.stderr(), StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(HEAD);
            file.read(bytes, 0);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
