package org.calque.projects.runtime;

import java.nio.file.Path;
import java.util.UUID;

/// One project as a runtime sees it.
///
/// @param home   the home folder on this machine; inside it is always `/projects/<project_id>`
/// @param uid    the host user the project's processes and files belong to, one of its own per project;
///               used only by a service that is root, an ordinary user runs everything as itself
/// @param limits what the project may use
public record Workspace(UUID projectId, Path home, int uid, Limits limits) {

    /// The home folder as the project sees it.
    public String seenAs() {
        return "/projects/" + projectId;
    }

    /// @param cores       processor time, in whole processors (0.5 is half of one)
    /// @param memoryBytes memory of all processes together
    /// @param processes   processes and threads at the same time
    public record Limits(double cores, long memoryBytes, int processes) {
        public static final Limits DEFAULT = new Limits(1, 1000L << 20, 512);
    }
}
