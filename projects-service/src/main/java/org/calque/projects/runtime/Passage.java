package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The command lines that lead from the service into a sandbox.
///
/// Outside, a shell joins the control groups and sets the limits of single processes, then becomes the project's user.
/// `nsenter` goes through the outer user namespace (it owns the others) and then into the inner one, where nothing has
/// any privilege. Inside, a second shell goes to the working directory and becomes the program.
///
/// The shells report under a `token` that no program can know, as the first thing on stderr: so a program that was
/// never started is told apart from one that ended with the same exit code.
final class Passage {
    /// Marks, outside, the processes of the job that it names.
    static final String JOB = "CALQUE_JOB";

    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String OUTSIDE = """
            n=$1; shift
            while [ "$n" -gt 0 ]; do echo 0 > "$1" || exit 126; shift; n=$((n-1)); done
            echo 500 2>/dev/null > /proc/self/oom_score_adj
            ulimit -c 0; %s
            exec "$@"
            """;

    private static final String MOUNTED_HOME = "/tmp/home";

    private static final String MOUNT_HOME = """
            cd "$1" && mount -t tmpfs -o mode=755 calque /tmp && mkdir /tmp/home || exit 126
            mount --no-canonicalize --bind . /tmp/home && cd / || exit 126
            shift
            exec "$@"
            """;

    private static final String INSIDE = """
            exec </dev/null 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-
            cd -- "$1" 2>/dev/null || {
              c=EACCES; [ -d "$1" ] || c=ENOTDIR; [ -e "$1" ] || c=ENOENT
              echo "$0 chdir $c" >&2; exit 126
            }
            n=$2; shift 2
            while [ "$n" -gt 0 ]; do export "$1"; shift; n=$((n-1)); done
            exec "$@"
            """;

    /// Takes the filter of system calls and becomes the next program. It runs before the variables of the command are
    /// set,
    /// which could lead it astray.
    private static final String FILTERED = """
            my ($token, $seccomp, $prctl) = splice(@ARGV, 0, 3);
            my $filter = pack("H*", shift);
            syscall($prctl + 0, 38, 1, 0, 0, 0);
            if (syscall($seccomp + 0, 1, 0, pack("S x6 P", length($filter) / 8, $filter)) != 0) {
              print STDERR "$token seccomp: $!\\n";
              exit 125;
            }
            exec { $ARGV[0] } @ARGV;
            """;

    private final Tools tools;
    private final String outside;
    private final String entering;
    private final DirectEntry.Limits limits;

    Passage(Tools tools, SandboxSettings settings, Cgroups cgroups, Workspace.Limits limits) {
        this.tools = tools;
        var ulimits = new ArrayList<String>();
        ulimits.add("ulimit -n " + settings.maxOpenFiles());
        ulimits.add("ulimit -f " + settings.maxFileBytes() / 512);
        if (!cgroups.limit(Cgroups.Controller.MEMORY)) {
            ulimits.add("ulimit -d " + limits.memoryBytes() / 1024);
        }
        outside = OUTSIDE.formatted(String.join("; ", ulimits));
        if (!cgroups.limit(Cgroups.Controller.PIDS)) {
            ulimits.add("ulimit " + tools.processLimit() + " " + limits.processes());
        }
        entering = OUTSIDE.formatted(String.join("; ", ulimits));
        this.limits = new DirectEntry.Limits(
                settings.maxOpenFiles(),
                settings.maxFileBytes(),
                cgroups.limit(Cgroups.Controller.PIDS) ? DirectEntry.Limits.NONE : limits.processes(),
                cgroups.limit(Cgroups.Controller.MEMORY) ? DirectEntry.Limits.NONE : limits.memoryBytes(),
                settings.nice());
    }

    /// Runs bubblewrap under the project's limits and as its user.
    List<String> toBwrap(List<String> joins, Workspace workspace, List<String> bwrap) {
        var all = limited(joins);
        if (needsOwnMount(workspace)) {
            all.addAll(List.of(tools.unshare(), "--mount", Tools.SHELL, "-c", MOUNT_HOME, "calque"));
            all.add(workspace.home().toString());
        }
        all.addAll(asUser(workspace.uid()));
        all.addAll(bwrap);
        return all;
    }

    /// Where the project's user finds the home folder.
    String homeForBwrap(Workspace workspace) {
        return needsOwnMount(workspace) ? MOUNTED_HOME : workspace.home().toString();
    }

    /// A user of its own cannot pass the folders above the home when they are closed to others (`/root` for instance).
    private boolean needsOwnMount(Workspace workspace) {
        if (tools.unshare() == null) {
            return false;
        }
        for (var above = workspace.home().getParent(); above != null; above = above.getParent()) {
            if (!isOpenToOthers(above)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpenToOthers(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }

    /// The beginning of a command line under the project's limits, but for the number of processes: until a process
    /// is in a user namespace of the project, the kernel holds that against all processes of its user.
    List<String> limited(List<String> joins) {
        return begin(outside, "calque", joins);
    }

    private static List<String> begin(String script, String token, List<String> joins) {
        var all = new ArrayList<>(List.of(Tools.SHELL, "-c", script, token, Integer.toString(joins.size())));
        all.addAll(joins);
        return all;
    }

    /// The beginning of a command line that goes on as the project's user.
    List<String> asUser(int uid) {
        if (tools.chroot() == null) {
            return List.of();
        }
        var user = "+" + uid;
        return List.of(tools.chroot(), "--userspec=" + user + ":" + user, "--groups=", "/");
    }

    /// Whether those who enter by programs have their system calls filtered too.
    static boolean filters(Tools tools) {
        return tools.perl() != null && SeccompFilter.ofThisMachine().isPresent();
    }

    private List<String> filtered(String token) {
        if (!filters(tools)) {
            return List.of();
        }
        var calls = SeccompFilter.Calls.ofThisMachine();
        return List.of(
                tools.perl(),
                "-e",
                FILTERED,
                token,
                Integer.toString(calls.seccomp()),
                Integer.toString(calls.prctl()),
                HexFormat.of().formatHex(SeccompFilter.ofThisMachine().orElseThrow()));
    }

    /// Limits of single processes, for who enters directly.
    DirectEntry.Limits limits() {
        return limits;
    }

    /// Runs `program` inside. The descriptors 0 and 3 to 9 are the namespaces in the order of [Namespaces].
    List<String> inside(List<String> joins, int uid, Program program) {
        var way = begin(entering, program.token(), joins);
        way.addAll(asUser(uid));
        way.addAll(List.of(
                tools.nsenter(),
                "--preserve-credentials",
                "--user=/proc/self/fd/3",
                "--mount=/proc/self/fd/4",
                "--pid=/proc/self/fd/5",
                "--net=/proc/self/fd/6",
                "--ipc=/proc/self/fd/7",
                "--uts=/proc/self/fd/8",
                "--cgroup=/proc/self/fd/0",
                tools.nsenter(),
                "--preserve-credentials",
                "--user=/proc/self/fd/9"));
        way.addAll(filtered(program.token()));
        way.addAll(List.of(
                Tools.SHELL,
                "-c",
                INSIDE,
                program.token(),
                program.folder(),
                Integer.toString(program.variables().size())));
        program.variables().forEach((name, value) -> way.add(name + "=" + value));
        way.addAll(program.line());
        return way;
    }
}
