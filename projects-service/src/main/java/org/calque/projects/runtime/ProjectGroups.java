package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.calque.projects.runtime.Cgroups.Controller;
import org.calque.projects.runtime.Workspace.Limits;

/// The control groups of one running project: its limits, and a group of its own for each command.
final class ProjectGroups {
    /// The usual 100 ms let a project that wants all it can get hold every core for half of them, in which nobody
    /// else's short command comes in between.
    private static final int CPU_PERIOD_MICROS = 20_000;
    private static final int USUAL_SHARES = 1024;
    private static final int LEAST_SHARES = 2;
    private static final int MOST_SHARES = 262_144;
    private static final int LOOKED_AT_AGAIN = 4;
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Path unified; // null where there is no version 2
    private final Map<Controller, Path> limits;
    private final Deque<Path> free = new ArrayDeque<>();
    private final Deque<Path> inUseBehindACommand = new ArrayDeque<>();
    private int made;

    private ProjectGroups(Path unified, Map<Controller, Path> limits) {
        this.unified = unified;
        this.limits = limits;
    }

    static ProjectGroups make(Path unified, Map<Controller, Path> parents, String name, Limits wanted)
            throws IOException {
        var groups = named(unified, parents, name);
        for (var group : groups.all()) {
            if (!Files.exists(group)) {
                Files.createDirectory(group);
            }
        }
        for (var limit : groups.limits.entrySet()) {
            var isUnified = limit.getValue().equals(groups.unified);
            groups.set(limit.getKey(), limit.getValue(), isUnified, wanted);
        }
        return groups;
    }

    private static ProjectGroups named(Path unified, Map<Controller, Path> parents, String name) {
        var limits = new EnumMap<Controller, Path>(Controller.class);
        parents.forEach((controller, parent) -> limits.put(controller, parent.resolve(name)));
        return new ProjectGroups(unified == null ? null : unified.resolve(name), limits);
    }

    /// Takes up the groups of a project that is running.
    ///
    /// @throws IOException when there are not all of them
    static ProjectGroups adopt(Path unified, Map<Controller, Path> parents, String name) throws IOException {
        var groups = named(unified, parents, name);
        for (var group : groups.all()) {
            if (!Files.isDirectory(group)) {
                throw new IOException("its control group " + group + " has gone");
            }
        }
        if (groups.unified != null) {
            try (var commands = Files.newDirectoryStream(groups.unified, "x*")) {
                for (var command : commands) {
                    groups.inUseBehindACommand.add(command);
                    groups.made = Math.max(
                            groups.made,
                            1
                                    + Integer.parseInt(
                                            command.getFileName().toString().substring(1)));
                }
            }
        }
        return groups;
    }

    private void set(Controller controller, Path group, boolean isUnified, Limits wanted) throws IOException {
        switch (controller) {
            case MEMORY -> {
                CgroupFiles.write(
                        group.resolve(isUnified ? "memory.max" : "memory.limit_in_bytes"),
                        Long.toString(wanted.memoryBytes()));
                forbidSwap(group, isUnified, wanted);
            }
            case PIDS -> CgroupFiles.write(group.resolve("pids.max"), Integer.toString(wanted.processes()));
            case CPU -> {
                var quota = Math.max(1000, Math.round(wanted.cores() * CPU_PERIOD_MICROS));
                if (isUnified) {
                    CgroupFiles.write(group.resolve("cpu.max"), quota + " " + CPU_PERIOD_MICROS);
                } else {
                    CgroupFiles.write(group.resolve("cpu.cfs_period_us"), Integer.toString(CPU_PERIOD_MICROS));
                    CgroupFiles.write(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
                }
                weigh(group, isUnified, wanted);
            }
        }
    }

    /// The usual share is 1024 of version 1 and a weight of 100 of version 2.
    private static void weigh(Path group, boolean isUnified, Limits wanted) throws IOException {
        if (wanted.cpuShares() > 0) {
            var shares = Math.clamp(wanted.cpuShares(), LEAST_SHARES, MOST_SHARES);
            CgroupFiles.write(
                    group.resolve(isUnified ? "cpu.weight" : "cpu.shares"),
                    Integer.toString(isUnified ? Math.clamp(shares * 100L / USUAL_SHARES, 1, 10_000) : shares));
        }
    }

    private static void forbidSwap(Path group, boolean isUnified, Limits wanted) throws IOException {
        var file = group.resolve(isUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
        if (Files.exists(file)) {
            CgroupFiles.write(file, isUnified ? "0" : Long.toString(wanted.memoryBytes()));
        }
    }

    /// Takes a group for one command, or for the sandbox itself; null where trees cannot be killed by group.
    synchronized Path take() throws IOException {
        if (unified == null) {
            return null;
        }
        for (var i = Math.min(LOOKED_AT_AGAIN, inUseBehindACommand.size()); free.isEmpty() && i > 0; i--) {
            giveBack(inUseBehindACommand.poll());
        }
        return free.isEmpty() ? Files.createDirectory(unified.resolve("x" + made++)) : free.pop();
    }

    /// Takes the group of a job that goes on.
    synchronized Path take(String name) {
        if (unified == null || name == null) {
            return null;
        }
        inUseBehindACommand.remove(unified.resolve(name));
        return unified.resolve(name);
    }

    /// Gives back a group that was killed: some kernels kill whatever is born in it later.
    synchronized void discard(Path group) {
        if (CgroupFiles.isEmpty(group)) {
            try {
                CgroupFiles.remove(group);
            } catch (IOException e) {
                Machine.LOG.debugf("The group %s stays until the project stops: %s", group, e);
            }
        }
    }

    /// Gives a group back; it is used again as soon as nothing runs in it any more.
    synchronized void giveBack(Path group) {
        if (group == null) {
            return;
        }
        if (CgroupFiles.isEmpty(group)) {
            free.push(group);
        } else {
            inUseBehindACommand.add(group);
        }
    }

    /// The files a process writes itself into, to be in `group` and under the limits of the project.
    List<String> joinFiles(Path group) {
        var files = new ArrayList<String>();
        if (group != null) {
            files.add(group.resolve("cgroup.procs").toString());
        }
        for (var limit : limits.values()) {
            if (!limit.equals(unified)) {
                files.add(limit.resolve("cgroup.procs").toString());
            }
        }
        return files;
    }

    /// The files that a thread writes itself into, to be under the limits of version 1 and in `group` (which may be
    /// null).
    List<String> taskFiles(Path group) {
        var files = new ArrayList<>(limits.values().stream()
                .filter(limit -> !limit.equals(unified))
                .map(limit -> limit.resolve("tasks").toString())
                .toList());
        if (group != null) {
            files.add(group.resolve("cgroup.procs").toString());
        }
        return files;
    }

    /// How often the kernel has killed for the memory limit of this project.
    long memoryKills() {
        var group = limits.get(Controller.MEMORY);
        if (group == null) {
            return 0;
        }
        return CgroupFiles.number(
                group.resolve(group.equals(unified) ? "memory.events" : "memory.oom_control"), "oom_kill");
    }

    void kill() throws IOException {
        if (unified != null) {
            CgroupFiles.kill(unified);
        }
    }

    /// Removes all groups, waiting for the last process to leave.
    void close() throws IOException {
        for (var group : all()) {
            CgroupFiles.awaitEmpty(group, END_NANOS);
            CgroupFiles.remove(group);
        }
    }

    /// The group that a process is in, among those for single commands; null when it is in none.
    Path groupOf(int pid) throws IOException {
        if (unified == null) {
            return null;
        }
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
            var group = unified.resolve(line.substring(line.lastIndexOf('/') + 1));
            if (line.startsWith("0::")
                    && Files.isDirectory(group)
                    && line.contains(unified.getFileName().toString())) {
                return group;
            }
        }
        return null;
    }

    List<Path> all() {
        var all = new ArrayList<>(limits.values());
        if (unified != null && !all.contains(unified)) {
            all.add(unified);
        }
        return all.stream().distinct().toList();
    }
}
