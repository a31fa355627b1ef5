package org.calque.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.calque.embedded.ProcessId;
import org.calque.embedded.Secrets;

/// Who runs the system, on disk: a lock that ends with its holder, who that is, and whether all is ready.
final class RunFiles {
    private final Path folder;

    RunFiles(Home home) {
        this.folder = home.run();
    }

    /// Makes this process the supervisor of the system; empty when another one is.
    Optional<FileLock> takeOver() throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        Files.deleteIfExists(ready());
        Secrets.write(supervisorFile(), self().toString());
        return Optional.of(lock);
    }

    /// The supervisor, when it still runs.
    Optional<ProcessHandle> supervisor() throws IOException {
        return Files.exists(supervisorFile())
                ? ProcessId.parse(Files.readString(supervisorFile())).alive()
                : Optional.empty();
    }

    void sayReady() throws IOException {
        Secrets.write(ready(), self().toString());
    }

    /// Whether the supervisor that runs has said that all is ready.
    boolean isReady() throws IOException {
        return Files.exists(ready())
                && ProcessId.parse(Files.readString(ready())).alive().isPresent();
    }

    void clear() throws IOException {
        Files.deleteIfExists(ready());
        Files.deleteIfExists(supervisorFile());
    }

    private Path supervisorFile() {
        return folder.resolve("supervisor");
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private static ProcessId self() throws IOException {
        return ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
    }
}
