package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds and kills the process tree of one command where no control group can: its descendants, whatever shares a
/// session with one of them, and whatever carries its mark in the environment. When no other command ran beside it,
/// also every process without a parent that has begun since.
///
/// It looks at the processes of one sandbox only and looks again until nothing is left.
final class ProcessSearch {
    private static final int MOST_ROUNDS = 50;
    private static final int STAT_STATE = 0; // fields behind the name, which is in brackets
    private static final int STAT_PARENT = 1;
    private static final int STAT_SESSION = 3;
    private static final int STAT_START = 19;

    private final int init;
    private final int root;
    private final byte[] mark;
    private final Set<Integer> known = new HashSet<>();
    private final Set<Integer> sessions = new HashSet<>();

    private final boolean alone;
    private long begin = Long.MAX_VALUE;

    private record Found(int pid, int parent, int session, long start) {}

    /// @param init  process 1 of the sandbox, by its number outside
    /// @param root  the first process of the command, by its number outside
    /// @param mark  `NAME=value` in the environment of every process of the command
    /// @param alone no other command of the project has run since this one began
    ProcessSearch(int init, int root, String mark, boolean alone) {
        this.init = init;
        this.root = root;
        this.alone = alone;
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        known.add(root);
    }

    void kill() {
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var found = search();
            if (found.isEmpty()) {
                return;
            }
            for (var pid : found) {
                kill(pid);
            }
        }
        Machine.LOG.warnf("A command of sandbox %d kept starting processes while it was killed", init);
    }

    private static void kill(int pid) {
        try {
            var handle = Kernel.processHandle(pid);
            Kernel.signal(handle, Kernel.SIGKILL);
            Kernel.close(handle);
        } catch (IOException e) {
            Machine.LOG.debugf("Process %d ended by itself", pid);
        }
    }

    List<Integer> search() {
        var all = processes();
        all.stream().filter(process -> process.pid == root).forEach(process -> begin = process.start);
        var grew = true;
        while (grew) {
            grew = false;
            for (var process : all) {
                if (!known.contains(process.pid) && belongs(process)) {
                    known.add(process.pid);
                    sessions.add(process.session);
                    grew = true;
                }
            }
        }
        return all.stream()
                .map(Found::pid)
                .filter(known::contains)
                .filter(pid -> pid != root)
                .toList();
    }

    private boolean belongs(Found process) {
        return known.contains(process.parent)
                || sessions.contains(process.session)
                || (alone && process.parent == init && process.start >= begin)
                || isMarked(process.pid);
    }

    private boolean isMarked(int pid) {
        try {
            var environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1)
                    .contains(new String(mark, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /// The living processes of the sandbox, and the command's first one, which waits outside.
    private List<Found> processes() {
        var found = new ArrayList<Found>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var inside = Files.readSymbolicLink(Path.of("/proc/" + init + "/ns/pid"));
            for (var entry : entries) {
                var pid = Integer.parseInt(entry.getFileName().toString());
                if (pid == root || (pid != init && isIn(entry, inside))) {
                    add(found, pid, entry);
                }
            }
        } catch (IOException e) {
            Machine.LOG.debugf("The sandbox has gone: %s", e.getMessage());
        }
        return found;
    }

    private static boolean isIn(Path process, Path namespace) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid")).equals(namespace);
        } catch (IOException e) {
            return false; // ended, or not ours to look at
        }
    }

    private static void add(List<Found> found, int pid, Path process) {
        try {
            var stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (!fields[STAT_STATE].equals("Z")) {
                found.add(new Found(
                        pid,
                        Integer.parseInt(fields[STAT_PARENT]),
                        Integer.parseInt(fields[STAT_SESSION]),
                        Long.parseLong(fields[STAT_START])));
            }
        } catch (IOException e) {
            Machine.LOG.debugf("Process %d ended by itself", pid);
        }
    }
}
