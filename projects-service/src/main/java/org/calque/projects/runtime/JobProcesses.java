package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The processes of one job: the shell around it, and all others.
final class JobProcesses {
    private static final int MOST_ROUNDS = 20;
    private static final long SHELL_NOTICES_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long END_OF_TREE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int STAT_USER_TICKS = 11; // fields behind the name
    private static final int STAT_SYSTEM_TICKS = 12;
    private static final int STAT_PAGES = 21;
    private static final double TICKS_PER_SECOND = 100;
    private static final double MIB_PER_PAGE = 4.0 / 1024;

    private final Sandbox sandbox;
    private final Path group; // null where there are none
    private final UUID jobId;
    private final String token;

    /// @param mib     memory in use
    /// @param seconds processor time used by the processes that live
    record Usage(double mib, double seconds) {}

    JobProcesses(Sandbox sandbox, Path group, UUID jobId, String token) {
        this.sandbox = sandbox;
        this.group = group;
        this.jobId = jobId;
        this.token = token;
    }

    Usage usage() throws IOException {
        var pages = 0L;
        var ticks = 0L;
        for (var pid : all()) {
            try {
                var stat = ProcessFacts.stat(pid);
                pages += Long.parseLong(stat[STAT_PAGES]);
                ticks += Long.parseLong(stat[STAT_USER_TICKS]) + Long.parseLong(stat[STAT_SYSTEM_TICKS]);
            } catch (IOException e) {
                Machine.LOG.debugf("Process %d ended by itself", pid);
            }
        }
        return new Usage(pages * MIB_PER_PAGE, ticks / TICKS_PER_SECOND);
    }

    /// Sends a signal to every process but the shell around it.
    void signal(int signal) throws IOException {
        for (var pid : all()) {
            signal(pid, signal);
        }
    }

    /// The handle is taken first and then looked at: so it never means a process of somebody else.
    private void signal(int pid, int signal) {
        try {
            var handle = Kernel.processHandle(pid);
            try {
                if (isInside(pid)) {
                    Kernel.signal(handle, signal);
                }
            } finally {
                Kernel.close(handle);
            }
        } catch (IOException e) {
            Machine.LOG.debugf("Process %d ended by itself", pid);
        }
    }

    /// Kills all of it. The shell goes last, so that it can tell; unless it was held up.
    void kill() throws IOException {
        if (group == null) {
            for (var shell : shells()) {
                new ProcessSearch(sandbox.init(), shell, mark(), false).kill();
            }
            return;
        }
        for (var round = 0; round < MOST_ROUNDS && !all().isEmpty(); round++) {
            signal(Kernel.SIGKILL);
        }
        CgroupFiles.awaitEmpty(group, SHELL_NOTICES_NANOS);
        killGroup();
    }

    /// Ends what is left in its group.
    void killGroup() throws IOException {
        if (group != null && !CgroupFiles.isEmpty(group)) {
            CgroupFiles.kill(group);
            CgroupFiles.awaitEmpty(group, END_OF_TREE_NANOS);
        }
    }

    private List<Integer> all() throws IOException {
        if (group == null) {
            var all = new ArrayList<Integer>();
            for (var shell : shells()) {
                all.addAll(new ProcessSearch(sandbox.init(), shell, mark(), false).search());
            }
            return all;
        }
        var all = new ArrayList<Integer>();
        for (var line : Files.readAllLines(group.resolve("cgroup.procs"))) {
            var pid = Integer.parseInt(line);
            if (pid != 0 && isInside(pid) && !isShell(pid)) {
                all.add(pid);
            }
        }
        return all;
    }

    private boolean isInside(int pid) {
        try {
            return ProcessFacts.namespace(pid, "pid").equals(sandbox.pidNamespace());
        } catch (IOException e) {
            return false; // ended
        }
    }

    private String mark() {
        return Command.MARK + "=" + token;
    }

    /// Its parent is the service, or whoever took it over: outside in any case.
    private boolean isShell(int pid) {
        try {
            return !isInside(ProcessFacts.parent(pid));
        } catch (IOException e) {
            return false; // ended
        }
    }

    private List<Integer> shells() throws IOException {
        var found = new ArrayList<Integer>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var pid = Integer.parseInt(process.getFileName().toString());
                if (isInside(pid) && isShell(pid) && isOfThisJob(pid)) {
                    found.add(pid);
                }
            }
        }
        return found;
    }

    private boolean isOfThisJob(int pid) {
        try {
            return jobId.toString().equals(ProcessFacts.variable(pid, Passage.JOB));
        } catch (IOException e) {
            return false; // ended, or not ours to look at
        }
    }
}
