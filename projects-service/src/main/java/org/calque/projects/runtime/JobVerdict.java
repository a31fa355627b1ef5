package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.calque.projects.runtime.JobFolder.Note;

/// Tells how a job ended, from what is kept of it.
final class JobVerdict {
    static final String LOST = "the project was stopped before the job had ended";

    private static final int HEAD = 1024;
    private static final int SIGNALS = 128;

    private JobVerdict() {}

    /// Empty when nobody was there to see it end.
    ///
    /// @param alive        whether its sandbox goes on
    /// @param outOfMemory  its sandbox, when something was killed there for the memory limit; else null
    static Optional<JobEnd> of(JobFolder folder, Note note, boolean alive, Sandbox outOfMemory) throws IOException {
        var said = Files.readAllLines(folder.said());
        if (said.isEmpty() || !said.getLast().startsWith("exit ")) {
            return Optional.empty();
        }
        var last = said.getLast().split(" ");
        var code = Integer.parseInt(last[1]);
        var at = last.length > 2
                ? Instant.ofEpochMilli(Math.round(Double.parseDouble(last[2].replace(',', '.')) * 1000))
                : Instant.now();
        if (folder.timeWasOver()) {
            return Optional.of(new JobEnd.TimedOut(String.join(" ", note.program()), at));
        }
        var neverRan = Command.neverRan(
                note.token(),
                code == 0 ? "" : head(folder),
                code,
                note.program().getFirst(),
                note.folder());
        if (neverRan != null) {
            return Optional.of(new JobEnd.NeverRan(neverRan, at));
        }
        var killed = code > SIGNALS && said.size() > 1; // the shell has had its word
        if (killed && !alive) {
            return Optional.of(new JobEnd.Lost(LOST, at));
        }
        if (code == Command.KILLED && outOfMemory != null) {
            var why = Command.withMemoryNote("", outOfMemory);
            folder.append(folder.stderr(), why.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new JobEnd.Exited(code, at));
        }
        return Optional.of(new JobEnd.Exited(killed ? 0 : code, at));
    }

    /// When the service was not there, or had no time to write it down.
    static Optional<JobEnd> afterwards(JobFolder folder) throws IOException {
        try {
            return of(folder, folder.note(), false, null);
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
