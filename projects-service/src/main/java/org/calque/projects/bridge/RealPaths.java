package org.calque.projects.bridge;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.bridge.ProjectCanonicalPaths;
import org.calque.messages.bridge.ProjectRealpath;

/// Where paths lead, as the project itself sees them: inside it, what lies outside the home is there too.
final class RealPaths {

    private RealPaths() {}

    @ApplicationScoped
    static class ProjectRealpathHandler implements Handler<ProjectRealpath> {
        private final Inside inside;

        ProjectRealpathHandler(Inside inside) {
            this.inside = inside;
        }

        @Override
        public Outcome handle(ProjectRealpath request, Caller caller) {
            var path = request.path();
            if (path == null) {
                return refused(Reason.INVALID, "path must be specified");
            }
            return inside.run(
                    caller,
                    request.projectId(),
                    "realpath",
                    List.of("-e", "-z", "--", path.isEmpty() ? "." : path),
                    it -> it.exitCode() == 0
                            ? done(new Bare(
                                    led(it.stdout(), request.projectId()).getFirst()))
                            : refused(Reason.NOT_FOUND, "ENOENT: no such file or directory, realpath '" + path + "'"));
        }
    }

    @ApplicationScoped
    static class ProjectCanonicalPathsHandler implements Handler<ProjectCanonicalPaths> {
        private final Inside inside;

        ProjectCanonicalPathsHandler(Inside inside) {
            this.inside = inside;
        }

        @Override
        public Outcome handle(ProjectCanonicalPaths request, Caller caller) {
            var paths = request.paths();
            if (paths == null) {
                return refused(Reason.INVALID, "paths must be specified");
            }
            if (paths.isEmpty()) {
                return done(new Bare(List.of()));
            }
            var args = new ArrayList<>(List.of("-m", "-z", "--"));
            paths.forEach(it -> args.add(it.isEmpty() ? "." : it));
            return inside.run(
                    caller,
                    request.projectId(),
                    "realpath",
                    args,
                    it -> it.exitCode() == 0
                            ? done(new Bare(led(it.stdout(), request.projectId())))
                            : refused(Reason.INVALID, "paths hold one that leads in circles"));
        }
    }

    /// @param output paths, each with a NUL behind it
    private static List<String> led(String output, String projectId) {
        var home = "/projects/" + projectId;
        return Stream.of(output.split("\0"))
                .map(it -> it.equals(home) ? "" : it.startsWith(home + "/") ? it.substring(home.length() + 1) : it)
                .toList();
    }
}
