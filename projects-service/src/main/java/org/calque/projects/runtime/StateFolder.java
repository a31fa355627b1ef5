package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.kit.posix.Libc;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// What the runtime must know after a crash of the service: a folder per project, closed to everybody else.
///
/// Only one service at a time has it. Nothing in it is ever shown to a project.
final class StateFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
    private static final Duration PREDECESSOR_ENDS_IN = Duration.ofSeconds(20);
    private static final int LOOK_AGAIN_MILLIS = 50;
    private static final String LIFELINE = "life";
    private static final String LEASH = "leash";
    private static final String NOTE = "sandbox.json";

    private final Path folder;
    private final FileChannel lock;

    private StateFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// A sandbox, by what tells it from every other process that there was or will be.
    ///
    /// @param boot         of the machine, see [ProcessFacts#boot]
    /// @param init         its process 1, by its number outside
    /// @param started      when that began, in ticks since the boot
    /// @param pidNamespace the name of its process namespace
    /// @param wayOut       what leads out of it; null when nothing does
    record Note(String boot, int init, long started, String pidNamespace, Workspace workspace, WayOut.Note wayOut) {
        Note with(WayOut.Note other) {
            return new Note(boot, init, started, pidNamespace, workspace, other);
        }
    }

    /// The place of one project.
    record Entry(UUID projectId, Path folder) {
        Path lifeline() {
            return folder.resolve(LIFELINE);
        }

        /// A named pipe that the guard alone holds open for writing: who reads from it learns of the guard's end.
        Path leash() {
            return folder.resolve(LEASH);
        }

        Path jobs() {
            return folder.resolve("jobs");
        }

        Path noteFile() {
            return folder.resolve(NOTE);
        }

        void write(Note note) throws IOException {
            var fresh = folder.resolve(NOTE + ".new");
            Files.write(fresh, Json.MAPPER.writeValueAsBytes(note));
            Files.move(fresh, noteFile(), StandardCopyOption.ATOMIC_MOVE);
        }

        /// Empty when the service ended before the sandbox was ready, or after it had been stopped.
        Optional<Note> note() throws IOException {
            try {
                return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(noteFile()), Note.class));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        void forget() throws IOException {
            Files.deleteIfExists(noteFile());
            Files.deleteIfExists(lifeline());
            Files.deleteIfExists(leash());
        }
    }

    /// @throws RuntimeUnavailable when the folder is not the service's own, or another service has it
    static StateFolder open(Path folder) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            }
            check(folder);
            var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(file)) {
                file.close();
                throw new RuntimeUnavailable("Another service runs projects with the state folder " + folder
                        + ". Give each service a folder of its own (PROJECTS_STATE_DIR), or end the other one.");
            }
            return new StateFolder(folder, file);
        } catch (IOException e) {
            throw new RuntimeUnavailable("The state folder " + folder + " cannot be used: " + e, e);
        }
    }

    private static void check(Path folder) throws IOException {
        var owner = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != Libc.user() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it must be a folder that belongs to the user that runs the service");
        }
        Files.setPosixFilePermissions(folder, OWN);
    }

    /// A service that is just ending still has it for a moment; no signal tells of its end.
    private static boolean lock(FileChannel file) throws IOException {
        var deadline = System.nanoTime() + PREDECESSOR_ENDS_IN.toNanos();
        while (true) {
            try {
                if (file.tryLock() != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                Machine.LOG.debug("The state folder is in use within this very process");
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /// The place of a project, made where there is none.
    Entry of(UUID projectId) throws IOException {
        var own = folder.resolve(projectId.toString());
        if (!Files.isDirectory(own)) {
            Files.createDirectories(own, PosixFilePermissions.asFileAttribute(OWN));
        }
        return new Entry(projectId, own);
    }

    /// The places of projects that may have a sandbox.
    List<Entry> entries() throws IOException {
        var all = new ArrayList<Entry>();
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var own : folders) {
                Uuids.parse(own.getFileName().toString())
                        .map(id -> new Entry(id, own))
                        .filter(it -> Files.exists(it.lifeline()))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    /// What is kept of jobs.
    List<JobFolder> jobs() throws IOException {
        var all = new ArrayList<JobFolder>();
        try (var projects = Files.newDirectoryStream(folder, it -> Files.isDirectory(it.resolve("jobs")))) {
            for (var project : projects) {
                try (var jobs = Files.newDirectoryStream(project.resolve("jobs"))) {
                    jobs.forEach(it ->
                            Uuids.parse(it.getFileName().toString()).ifPresent(id -> all.add(new JobFolder(id, it))));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            Machine.LOG.warnf("The state folder %s is not given back: %s", folder, e.getMessage());
        }
    }
}
