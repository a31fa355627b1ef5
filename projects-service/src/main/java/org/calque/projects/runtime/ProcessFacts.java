package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel tells about one process.
final class ProcessFacts {
    private static final int STAT_START = 19; // fields behind the name, which is in brackets
    private static final int STAT_PARENT = 1;

    private ProcessFacts() {}

    /// Names this run of the machine: process numbers mean nothing in another one.
    static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /// When the process began, in ticks since the boot.
    static long started(int pid) throws IOException {
        return Long.parseLong(stat(pid)[STAT_START]);
    }

    static int parent(int pid) throws IOException {
        return Integer.parseInt(stat(pid)[STAT_PARENT]);
    }

    /// The fields of `/proc/<pid>/stat` behind the name.
    static String[] stat(int pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }

    /// The name of one of its namespaces, `pid:[4026532281]` for instance.
    static String namespace(int pid, String kind) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + kind)).toString();
    }

    /// The value of a variable that it was started with; null when there is none.
    static String variable(int pid, String name) throws IOException {
        var all = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        for (var variable : all.split("\0")) {
            if (variable.startsWith(name + "=")) {
                return variable.substring(name.length() + 1);
            }
        }
        return null;
    }
}
