package org.calque.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.kit.posix.Libc;

/// The little world in which rsync runs: the programs of the system read-only, the source home read-only, the target
/// home, and nothing else; no network, no other process; gone when this service is gone.
///
/// Homes are where their projects see them, `/projects/<project_id>`, so that links inside a home lead where they
/// lead there, and messages name files as people know them.
///
/// When this service is root, rsync runs as the owner of the target home and may besides read any file of the
/// source; otherwise it runs as the user that the service is.
final class Sandbox {
    private static final List<String> SYSTEM = List.of("bin", "sbin", "lib", "lib64");
    private static final List<String> TO_BECOME_THE_OWNER =
            List.of("CAP_DAC_READ_SEARCH", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP");

    private Sandbox() {}

    static List<String> command(CopyLimits.Programs programs, Path homes, UUID source, UUID target) throws IOException {
        return command(programs, homes, source, target, "--bind");
    }

    /// The same, but the target can only be looked at.
    static List<String> forLooking(CopyLimits.Programs programs, Path homes, UUID source, UUID target)
            throws IOException {
        return command(programs, homes, source, target, "--ro-bind");
    }

    private static List<String> command(
            CopyLimits.Programs programs, Path homes, UUID source, UUID target, String bindTarget) throws IOException {
        var command = new ArrayList<>(List.of(programs.bwrap().toString(), "--ro-bind", "/usr", "/usr"));
        for (var name : SYSTEM) {
            var folder = Path.of("/", name);
            if (Files.isSymbolicLink(folder)) {
                command.addAll(
                        List.of("--symlink", Files.readSymbolicLink(folder).toString(), folder.toString()));
            } else if (Files.isDirectory(folder)) {
                command.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
            }
        }
        command.addAll(List.of("--dev", "/dev"));
        if (!source.equals(target)) {
            command.addAll(List.of("--ro-bind", home(homes, source), "/projects/" + source));
        }
        command.addAll(List.of(bindTarget, home(homes, target), "/projects/" + target));
        command.addAll(List.of("--remount-ro", "/"));
        command.addAll(
                List.of("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent"));
        command.addAll(List.of("--new-session", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin"));
        command.addAll(List.of("--setenv", "LC_ALL", "C.UTF-8", "--chdir", "/"));
        if (Libc.isRoot()) {
            command.addAll(List.of("--cap-drop", "ALL"));
            TO_BECOME_THE_OWNER.forEach(it -> command.addAll(List.of("--cap-add", it)));
            command.add("--");
            command.addAll(becoming(programs, Owner.of(homes.resolve(target.toString()))));
        }
        command.add("--");
        return command;
    }

    private static List<String> becoming(CopyLimits.Programs programs, int owner) {
        var user = Integer.toString(owner);
        return List.of(
                programs.setpriv().toString(),
                "--reuid",
                user,
                "--regid",
                user,
                "--clear-groups",
                "--inh-caps=-all,+dac_read_search",
                "--ambient-caps=-all,+dac_read_search",
                "--bounding-set=-all,+dac_read_search",
                "--no-new-privs");
    }

    private static String home(Path homes, UUID project) {
        return homes.resolve(project.toString()).toString();
    }
}
