package org.calque.projects.runtime;

import java.io.IOException;

/// Handles that lead into a sandbox, and to nothing else should its process number be given to another.
///
/// @param outerUser the user namespace that owns the others
/// @param innerUser the one in which its processes live, without any privilege
record Namespaces(int cgroup, int outerUser, int mount, int pid, int net, int ipc, int uts, int innerUser) {
    private static final int O_RDONLY = 0;

    static Namespaces of(int process) throws IOException {
        var folder = "/proc/" + process + "/ns/";
        var pid = Kernel.open(folder + "pid", O_RDONLY);
        return new Namespaces(
                Kernel.open(folder + "cgroup", O_RDONLY),
                Kernel.ownerOf(pid),
                Kernel.open(folder + "mnt", O_RDONLY),
                pid,
                Kernel.open(folder + "net", O_RDONLY),
                Kernel.open(folder + "ipc", O_RDONLY),
                Kernel.open(folder + "uts", O_RDONLY),
                Kernel.open(folder + "user", O_RDONLY));
    }

    /// All but the cgroup, which stands in place of the standard input, in the order in which [Passage] expects them.
    int[] behindStderr() {
        return new int[] {outerUser, mount, pid, net, ipc, uts, innerUser};
    }

    void close() {
        Kernel.close(cgroup);
        for (var handle : behindStderr()) {
            Kernel.close(handle);
        }
    }
}
