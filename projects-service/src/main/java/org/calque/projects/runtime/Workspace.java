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
    /// @param cpuShares   weight against other projects when processors are short: 1024 is usual, 0 too
    /// @param diskBytes   space of the home
    /// @param diskEntries files and folders in the home
    /// @param network     whether there is a way out
    public record Limits(
            double cores,
            long memoryBytes,
            int processes,
            int cpuShares,
            long diskBytes,
            long diskEntries,
            boolean network) {
        private static final long BYTES_PER_ENTRY = 4096;
        private static final long LEAST_ENTRIES = 100_000;

        public static final Limits DEFAULT = new Limits(1, 1000L << 20, 512);

        public Limits {
            diskBytes = diskBytes <= 0 ? Long.MAX_VALUE : diskBytes;
            diskEntries = diskEntries <= 0 ? Long.MAX_VALUE : diskEntries;
        }

        /// The usual weight, no limit to the home, and no network.
        public Limits(double cores, long memoryBytes, int processes) {
            this(cores, memoryBytes, processes, 0, Long.MAX_VALUE, Long.MAX_VALUE, false);
        }

        public Limits withShares(int cpuShares) {
            return new Limits(cores, memoryBytes, processes, cpuShares, diskBytes, diskEntries, network);
        }

        /// As many files and folders as small ones fit in.
        public Limits withDisk(long bytes) {
            return withDisk(bytes, Math.max(LEAST_ENTRIES, bytes / BYTES_PER_ENTRY));
        }

        Limits withDisk(long bytes, long entries) {
            return new Limits(cores, memoryBytes, processes, cpuShares, bytes, entries, network);
        }

        public Limits withNetwork(boolean given) {
            return new Limits(cores, memoryBytes, processes, cpuShares, diskBytes, diskEntries, given);
        }

        boolean areAboutDisk() {
            return diskBytes != Long.MAX_VALUE || diskEntries != Long.MAX_VALUE;
        }
    }
}
