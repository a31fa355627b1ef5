package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.util.ArrayList;
import java.util.List;
import org.calque.kit.posix.Libc;

/// Brings a program into a sandbox without any helper: a new process joins the groups and the namespaces, takes the
/// limits upon itself, becomes the project's user, loses all privileges, and then becomes the program.
///
/// For 64-bit x86 only; elsewhere [Passage] does it by a row of programs.
final class DirectEntry {
    static final String FOLDER = "chdir";
    static final String FORK = "fork";
    static final String BEGIN = "begin";
    static final String ENTER = "setns";

    private static final long WRITE = 1;
    private static final long CLOSE = 3;
    private static final long RT_SIGACTION = 13;
    private static final long RT_SIGPROCMASK = 14;
    private static final long CHDIR = 80;
    private static final long UMASK = 95;
    private static final long SETSID = 112;
    private static final long SETGROUPS = 116;
    private static final long SETRESUID = 117;
    private static final long SETRESGID = 119;
    private static final long CAPSET = 126;
    private static final long SETPRIORITY = 141;
    private static final long PRCTL = 157;
    private static final long OPENAT = 257;
    private static final long DUP3 = 292;
    private static final long PRLIMIT64 = 302;
    private static final long SETNS = 308;
    private static final long SECCOMP = 317;
    private static final long CLOSE_RANGE = 436;

    private static final long NEW_USER = 0x10000000;
    private static final long ALL_NAMESPACES = 0x7e020000;
    private static final long PR_CAPBSET_DROP = 24;
    private static final int LAST_CAPABILITY = 40;
    private static final int CAPABILITY_VERSION = 0x20080522;
    private static final int CORE = 4;
    private static final int PROCESSES = 6;
    private static final int DATA = 2;
    private static final int OPEN_FILES = 7;
    private static final int FILE_SIZE = 1;
    private static final int SIG_SETMASK = 2;
    private static final int SIGNAL_BYTES = 8;
    private static final long FROM_HERE = -100;
    private static final int WRITE_ONLY = 1;
    private static final int INSIDE_USER = 1000;
    private static final int AS_USUAL = 0022;
    private static final int FIRST_OF_MORE = 10;
    private static final int SECCOMP_FILTER = 1;

    /// Signals that a service may have been told to ignore, which children would inherit: HUP, INT, QUIT, PIPE, TERM,
    /// CHLD, XFSZ.
    private static final List<Integer> SIGNALS = List.of(1, 2, 3, 13, 15, 17, 25);

    private static final byte[] FILTER = SeccompFilter.ofThisMachine().orElse(new byte[0]);
    private static final int INSTRUCTION_BYTES = 8;

    private final Steps steps;
    private final boolean isRoot = Libc.isRoot();

    DirectEntry(Steps steps) {
        this.steps = steps;
    }

    /// Where a process finds what it needs to get in.
    ///
    /// @param init      a handle of process 1 of the sandbox
    /// @param outerUser the user namespace that owns the others
    /// @param taskFiles the files that a thread writes itself into, to be under the limits of the project
    record Door(int init, int outerUser, List<String> taskFiles) {}

    /// @param more handles that become the descriptors from 10 on
    void plan(Door door, Limits limits, Program program, int stdout, int stderr, int... more) {
        joinGroups(door.taskFiles());
        takeLimits(limits);
        enter(door);
        losePrivileges();
        connect(stdout, stderr, more);
        steps.must(FOLDER, CHDIR, steps.text(program.folder()));
        steps.becomeTwo(FORK);
        steps.must("setsid", SETSID);
        steps.must("seccomp", SECCOMP, SECCOMP_FILTER, 0, filter());
        become(program);
    }

    /// Limits of single processes.
    record Limits(long openFiles, long fileBytes, long processes, long dataBytes, int nice) {
        static final long NONE = -1;

        /// Nothing may be written into files.
        Limits withoutFiles() {
            return new Limits(openFiles, 0, processes, dataBytes, nice);
        }
    }

    /// A thread that writes 0 moves itself, which is quick; to move a process the kernel stops all others first.
    private void joinGroups(List<String> taskFiles) {
        if (isRoot) {
            steps.must("setgroups", SETGROUPS, 0, 0);
        }
        for (var file : taskFiles) {
            var zero = "0";
            openAsZero("open " + file, file, WRITE_ONLY);
            steps.must("write " + file, WRITE, 0, steps.text(zero), zero.length());
        }
        var moreWilling = "500";
        steps.may("close", CLOSE, 0);
        steps.may("oom", OPENAT, FROM_HERE, steps.text("/proc/self/oom_score_adj"), WRITE_ONLY, 0);
        steps.may("oom", WRITE, 0, steps.text(moreWilling), moreWilling.length());
    }

    private void openAsZero(String name, String file, int flags) {
        steps.may("close", CLOSE, 0);
        steps.must(name, OPENAT, FROM_HERE, steps.text(file), flags, 0);
    }

    private void takeLimits(Limits limits) {
        limit(CORE, 0);
        limit(OPEN_FILES, limits.openFiles());
        limit(FILE_SIZE, limits.fileBytes());
        limit(PROCESSES, limits.processes());
        limit(DATA, limits.dataBytes());
        steps.may("setpriority", SETPRIORITY, 0, 0, limits.nice());
        steps.must("umask", UMASK, AS_USUAL);
    }

    private void limit(int resource, long value) {
        if (value != Limits.NONE) {
            var pair = steps.arena().allocateFrom(JAVA_LONG, value, value);
            steps.must("prlimit " + resource, PRLIMIT64, 0, resource, pair.address(), 0);
        }
    }

    /// Root may enter everything at once; others gain the right to by entering the outer user namespace.
    private void enter(Door door) {
        if (!isRoot) {
            steps.must(ENTER, SETNS, door.outerUser(), NEW_USER);
        }
        steps.must(ENTER, SETNS, door.init(), ALL_NAMESPACES);
    }

    private void losePrivileges() {
        for (var capability = 0; capability <= LAST_CAPABILITY; capability++) {
            steps.may("prctl", PRCTL, PR_CAPBSET_DROP, capability);
        }
        if (isRoot) {
            steps.must("setresgid", SETRESGID, INSIDE_USER, INSIDE_USER, INSIDE_USER);
            steps.must("setresuid", SETRESUID, INSIDE_USER, INSIDE_USER, INSIDE_USER);
        }
        var header = steps.arena().allocateFrom(JAVA_INT, CAPABILITY_VERSION, 0);
        var none = steps.arena().allocate(JAVA_INT, 6);
        steps.must("capset", CAPSET, header.address(), none.address());
    }

    /// The service's own handles are all above the descriptors that they become, see [Kernel#FIRST_OWN].
    private void connect(int stdout, int stderr, int... more) {
        openAsZero("open /dev/null", "/dev/null", 0);
        steps.must("dup3", DUP3, stdout, 1, 0);
        steps.must("dup3", DUP3, stderr, 2, 0);
        for (var i = 0; i < more.length; i++) {
            steps.must("dup3", DUP3, more[i], FIRST_OF_MORE + i, 0);
        }
        steps.must("close_range", CLOSE_RANGE, 3, FIRST_OF_MORE - 1, 0);
        steps.must("close_range", CLOSE_RANGE, FIRST_OF_MORE + more.length, 0xffffffffL, 0);
        var usual = steps.arena().allocate(JAVA_LONG, 4).address();
        for (var signal : SIGNALS) {
            steps.must("sigaction", RT_SIGACTION, signal, usual, 0, SIGNAL_BYTES);
        }
        steps.must("sigprocmask", RT_SIGPROCMASK, SIG_SETMASK, usual, 0, SIGNAL_BYTES);
    }

    private long filter() {
        var instructions = steps.arena().allocateFrom(JAVA_BYTE, FILTER);
        var filter = steps.arena().allocate(16, 8);
        filter.set(JAVA_SHORT, 0, (short) (FILTER.length / INSTRUCTION_BYTES));
        filter.set(JAVA_LONG, 8, instructions.address());
        return filter.address();
    }

    /// A name without a slash is looked for in all folders of the path.
    private void become(Program program) {
        var arguments = Libc.texts(steps.arena(), program.line());
        var environment = Libc.texts(steps.arena(), program.environment());
        for (var path : places(program.line().getFirst())) {
            steps.program(path, arguments, environment);
        }
    }

    private static List<String> places(String name) {
        if (name.contains("/") || name.isEmpty()) {
            return List.of(name);
        }
        var places = new ArrayList<String>();
        for (var folder : Passage.PATH.split(":")) {
            places.add(folder + "/" + name);
        }
        return places;
    }
}
