package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The processes inside of a sandbox, seen from outside.
final class Insiders {
    private static final int MOST_ROUNDS = 100;

    private Insiders() {}

    /// Kills all but process 1, and looks again until none is left: some may have been born meanwhile.
    static void kill(Sandbox sandbox) throws IOException {
        var namespace = ProcessFacts.namespace(sandbox.init(), "pid");
        for (var round = 0; round < MOST_ROUNDS && killOnce(sandbox, namespace); round++) {
            Thread.onSpinWait();
        }
    }

    private static boolean killOnce(Sandbox sandbox, String namespace) throws IOException {
        var any = false;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var pid = Integer.parseInt(process.getFileName().toString());
                any |= pid != sandbox.init() && isIn(pid, namespace) && kill(pid, namespace);
            }
        }
        return any;
    }

    private static boolean isIn(int pid, String namespace) {
        try {
            return ProcessFacts.namespace(pid, "pid").equals(namespace);
        } catch (IOException e) {
            return false; // it has ended, or is not ours to look at
        }
    }

    private static boolean kill(int pid, String namespace) {
        try {
            var handle = Kernel.processHandle(pid);
            try {
                if (isIn(pid, namespace)) { // still, now that the number cannot be given to another
                    Kernel.signal(handle, Kernel.SIGKILL);
                }
            } finally {
                Kernel.close(handle);
            }
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }
}
