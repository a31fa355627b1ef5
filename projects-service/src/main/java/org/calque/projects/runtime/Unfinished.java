package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ends the commands that ran when the service died: nobody waits for them any more, or watches their time.
///
/// Outside, such a command is a process that waits for one inside; or it is one inside that has no parent there, when
/// it
/// was brought in directly. What finished commands have left in the background
/// is not touched, nor are jobs, which go on.
final class Unfinished {
    private final Map<String, Sandbox> byNamespace = new HashMap<>();

    Unfinished(List<Sandbox> sandboxes) throws IOException {
        for (var sandbox : sandboxes) {
            byNamespace.put(ProcessFacts.namespace(sandbox.init(), "pid"), sandbox);
        }
    }

    void end() throws IOException {
        if (byNamespace.isEmpty()) {
            return;
        }
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                look(Integer.parseInt(process.getFileName().toString()));
            }
        }
    }

    private void look(int pid) {
        try {
            var sandbox = byNamespace.get(ProcessFacts.namespace(pid, "pid_for_children"));
            if (sandbox != null
                    && (isOutside(pid) || wasBroughtIn(sandbox, pid))
                    && ProcessFacts.variable(pid, Passage.JOB) == null) {
                end(sandbox, pid);
            }
        } catch (IOException e) {
            Machine.LOG.debugf("Process %d has ended, or is not ours: %s", pid, e.getMessage());
        }
    }

    private boolean isOutside(int pid) {
        return !isOurs(pid, "pid");
    }

    /// What may not be looked at, such as process 1 of many machines, is none of ours.
    private boolean isOurs(int pid, String kind) {
        try {
            return byNamespace.containsKey(ProcessFacts.namespace(pid, kind));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean wasBroughtIn(Sandbox sandbox, int pid) throws IOException {
        var parent = ProcessFacts.parent(pid);
        return pid != sandbox.init() && isOutside(parent) && !isOurs(parent, "pid_for_children");
    }

    private static void end(Sandbox sandbox, int pid) throws IOException {
        var group = sandbox.groups().groupOf(pid);
        if (group != null) {
            CgroupFiles.kill(group);
            return;
        }
        var mark = Command.MARK + "=" + ProcessFacts.variable(pid, Command.MARK);
        new ProcessSearch(sandbox.init(), pid, mark, false).kill();
        var handle = Kernel.processHandle(pid);
        Kernel.signal(handle, Kernel.SIGKILL);
        Kernel.close(handle);
    }
}
