package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.calque.kit.Handler;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.bridge.ProjectDeleteFiles;
import org.calque.messages.bridge.ProjectMoveFiles;
import org.calque.projects.ProjectsConfig;

/// What the bridge does to many files of a project by one call: one after the other, until one of them fails.
final class ManyPaths {
    private ManyPaths() {}

    @ApplicationScoped
    static class ProjectDeleteFilesHandler implements Handler<ProjectDeleteFiles> {
        private final FileDoor door;
        private final Duration longest;

        ProjectDeleteFilesHandler(FileDoor door, ProjectsConfig config) {
            this.door = door;
            this.longest = config.files().longestRemoval();
        }

        @Override
        public Outcome handle(ProjectDeleteFiles request, Caller caller) {
            return problem(request.paths())
                    .orElseGet(() -> door.writing(caller, request.projectId(), (home, project) -> {
                        var end = System.nanoTime() + longest.toNanos();
                        for (var path : request.paths()) {
                            removeIfThere(home, path, end);
                        }
                        return done(new Replies.Empty());
                    }));
        }

        private static void removeIfThere(Home home, String path, long end) throws HomeException {
            try {
                home.removeAll(path, () -> System.nanoTime() < end);
            } catch (HomeException failure) {
                if (failure.code() != Errno.ENOENT) {
                    throw failure;
                }
            }
        }
    }

    @ApplicationScoped
    static class ProjectMoveFilesHandler implements Handler<ProjectMoveFiles> {
        private final FileDoor door;

        ProjectMoveFilesHandler(FileDoor door) {
            this.door = door;
        }

        @Override
        public Outcome handle(ProjectMoveFiles request, Caller caller) {
            if (request.dest() == null) {
                return refused(Reason.INVALID, "dest must be specified");
            }
            return problem(request.paths())
                    .orElseGet(() -> door.writing(caller, request.projectId(), (home, project) -> {
                        for (var path : request.paths()) {
                            home.move(path, Entries.in(request.dest(), Entries.lastOf(path)), false);
                        }
                        return done(new Replies.Empty());
                    }));
        }
    }

    private static Optional<Outcome> problem(List<String> paths) {
        return paths == null || paths.stream().anyMatch(String::isEmpty)
                ? Optional.of(refused(Reason.INVALID, "paths must be a list of paths, none empty"))
                : Optional.empty();
    }
}
