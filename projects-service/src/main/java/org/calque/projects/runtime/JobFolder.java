package org.calque.projects.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Json;

/// The files of one job, out of reach of its project: what it wrote, what is known of it, and the named pipes that join
/// it to the service as long as it runs.
record JobFolder(UUID jobId, Path path) {
    /// @param token     that its shells report under, see [Passage]
    /// @param group     the name of its control group; null where there is none
    /// @param script    the folder of its script in `/tmp`; null for a program
    /// @param program   program and arguments
    /// @param folder    its working directory
    /// @param began     when it began, in milliseconds since 1970
    /// @param endsBy    when its time is over, in milliseconds since 1970
    /// @param outputCap bytes kept of each stream
    /// @param killsBefore how often the memory limit of the project had killed before
    record Note(
            String token,
            String group,
            String script,
            List<String> program,
            String folder,
            long began,
            long endsBy,
            long outputCap,
            long killsBefore,
            boolean stdin) {}

    Path stdout() {
        return path.resolve("out");
    }

    Path stderr() {
        return path.resolve("err");
    }

    Path pipe(String name) {
        return path.resolve(name + ".pipe");
    }

    /// Where the shell that waits for the job says how it ended.
    Path said() {
        return path.resolve("said");
    }

    Path stats() {
        return path.resolve("stats");
    }

    private Path noteFile() {
        return path.resolve("job.json");
    }

    void make(Note note) throws IOException {
        Files.createDirectories(path);
        for (var file : List.of(stdout(), stderr(), said(), stats())) {
            Files.createFile(file);
        }
        Files.write(noteFile(), Json.MAPPER.writeValueAsBytes(note));
    }

    Note note() throws IOException {
        return Json.MAPPER.readValue(Files.readAllBytes(noteFile()), Note.class);
    }

    void keepPid(int pid) throws IOException {
        Files.writeString(path.resolve("pid"), Integer.toString(pid));
    }

    /// 0 when the program has not begun.
    int pid() throws IOException {
        try {
            return Integer.parseInt(Files.readString(path.resolve("pid")));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    void append(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.APPEND);
    }

    /// Bytes of each stream that were not kept.
    record Dropped(long stdout, long stderr) {}

    void noteDropped(Dropped bytes) throws IOException {
        Files.write(path.resolve("dropped"), Json.MAPPER.writeValueAsBytes(bytes));
    }

    Dropped dropped() throws IOException {
        try {
            return Json.MAPPER.readValue(Files.readAllBytes(path.resolve("dropped")), Dropped.class);
        } catch (NoSuchFileException e) {
            return new Dropped(0, 0);
        }
    }

    void noteTimeIsOver() throws IOException {
        Files.write(path.resolve("late"), new byte[0]);
    }

    boolean timeWasOver() {
        return Files.exists(path.resolve("late"));
    }

    /// Removes what is of use only while the job runs.
    void tidy() throws IOException {
        try (var files = Files.newDirectoryStream(path, "*.pipe")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    void remove() throws IOException {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(JobFolder::delete);
        } catch (NoSuchFileException e) {
            return; // by somebody else
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
