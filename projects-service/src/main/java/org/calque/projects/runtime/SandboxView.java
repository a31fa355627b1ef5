package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a project sees of this machine, as arguments for bubblewrap: a read-only system, a private `/tmp`, its home.
///
/// Nothing of the machine's own `/etc` is shown but what programs cannot do without.
final class SandboxView {
    /// Keeps the sandbox alive as its process 1: reaps orphans, takes no notice of signals from inside, and waits at a
    /// pipe that only it has, until it is killed.
    static final String INIT =
            "trap '' HUP INT QUIT TERM USR1 USR2 ALRM PIPE; exec 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&- 10<&- 11<&-;"
                    + " exec 0<> <(:); echo ready; exec >/dev/null 2>&1; while read -r _; do :; done";

    private static final List<String> TOP_FOLDERS = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
    private static final List<String> FOLDERS =
            List.of("/etc", "/etc/ssl", "/var", "/var/cache", "/var/lib", "/run", "/projects");
    private static final List<String> SHOWN_IF_THERE = List.of(
            "/etc/alternatives",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/localtime",
            "/etc/ssl/certs",
            "/etc/ssl/openssl.cnf",
            "/etc/pki/tls/certs",
            "/etc/bash.bashrc",
            "/etc/profile",
            "/etc/profile.d",
            "/etc/inputrc",
            "/etc/terminfo",
            "/etc/mime.types",
            "/etc/magic",
            "/etc/fonts",
            "/etc/texmf",
            "/etc/perl",
            "/etc/python3",
            "/etc/R",
            "/etc/julia",
            "/etc/jupyter",
            "/var/lib/texmf",
            "/var/cache/fontconfig");

    /// What tells about the machine, or is a door to it, and no program needs.
    private static final List<String> MASKED = List.of(
            "/proc/acpi",
            "/proc/cmdline",
            "/proc/config.gz",
            "/proc/diskstats",
            "/proc/fs",
            "/proc/interrupts",
            "/proc/iomem",
            "/proc/kallsyms",
            "/proc/kcore",
            "/proc/key-users",
            "/proc/keys",
            "/proc/modules",
            "/proc/partitions",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list");

    private SandboxView() {}

    /// The contents of the files made for the sandbox, in the order in which [#arguments] takes their handles.
    static List<byte[]> files(Workspace workspace) {
        return texts(workspace).values().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, String> texts(Workspace workspace) {
        var network = workspace.limits().network();
        var texts = new LinkedHashMap<String, String>();
        texts.put("/etc/passwd", "user:x:1000:1000:user:%s:/bin/bash\n".formatted(workspace.seenAs()));
        texts.put("/etc/group", "user:x:1000:\n");
        texts.put("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n");
        texts.put(
                "/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files%s\n".formatted(network ? " dns" : ""));
        if (network) {
            texts.put("/etc/resolv.conf", "nameserver %s\noptions edns0\n".formatted(NetworkFilter.RESOLVER));
        }
        return texts;
    }

    /// @param home      where bubblewrap finds the home folder
    /// @param firstFile the child's descriptor of the first of [#files], the others follow
    /// @param info      the child's descriptor that bubblewrap tells the process number to
    /// @param filter    the child's descriptor of the filter for system calls
    static List<String> arguments(Tools tools, Workspace workspace, String home, int firstFile, int info, int filter)
            throws IOException {
        var all = new ArrayList<String>();
        add(all, "--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000");
        if (tools.disablesUsers()) {
            add(all, "--disable-userns");
        }
        add(all, "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv", "--cap-drop", "ALL");
        add(all, "--info-fd", Integer.toString(info));
        if (SeccompFilter.ofThisMachine().isPresent()) {
            add(all, "--seccomp", Integer.toString(filter));
        }
        add(all, "--hostname", "project-" + workspace.projectId().toString().substring(0, 8));
        for (var folder : FOLDERS) {
            add(all, "--perms", "0755", "--dir", folder);
        }
        system(all);
        var descriptor = firstFile;
        for (var file : texts(workspace).keySet()) {
            add(all, "--perms", "0444", "--file", Integer.toString(descriptor++), file);
        }
        var half = Long.toString(workspace.limits().memoryBytes() / 2);
        add(all, "--proc", "/proc");
        for (var path : MASKED) {
            if (Files.isDirectory(Path.of(path))) {
                add(all, "--tmpfs", path, "--remount-ro", path);
            } else if (Files.exists(Path.of(path))) {
                add(all, "--ro-bind", "/dev/null", path);
            }
        }
        add(all, "--dev", "/dev", "--size", half, "--tmpfs", "/dev/shm");
        add(all, "--remount-ro", "/dev", "--perms", "1777", "--size", half, "--tmpfs", "/tmp");
        add(all, "--symlink", "/tmp", "/var/tmp");
        add(all, "--bind", home, workspace.seenAs());
        add(all, "--remount-ro", "/", "--chdir", workspace.seenAs());
        return all;
    }

    private static void system(List<String> all) throws IOException {
        add(all, "--ro-bind", "/usr", "/usr");
        for (var name : TOP_FOLDERS) {
            var folder = Path.of("/", name);
            if (Files.isSymbolicLink(folder)) {
                add(all, "--symlink", Files.readSymbolicLink(folder).toString(), folder.toString());
            } else if (Files.isDirectory(folder)) {
                add(all, "--ro-bind", folder.toString(), folder.toString());
            }
        }
        for (var path : SHOWN_IF_THERE) {
            add(all, "--ro-bind-try", path, path);
        }
    }

    private static void add(List<String> all, String... arguments) {
        all.addAll(List.of(arguments));
    }
}
