package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// System calls that a new process makes, one after the other, before it becomes a program.
///
/// A process cannot be forked out of a Java machine and go on in Java. This one shares the memory of the service until
/// it becomes a program, uses nothing of it but the list of its calls, and runs forty instructions of machine code that
/// make them. So a command needs one program to be started instead of five.
///
/// It is safe to share the memory: a process that has changed its user or its user namespace is closed to everybody
/// without privileges over the service, until it has become a program and left the memory behind. The kernel does not
/// choose it when memory runs out, because the service waits for it. The thread that starts it may have to wait long:
/// as
/// soon as a process is born inside of a project, others in there can halt it. So that thread should have nothing else
/// to do.
final class Steps implements AutoCloseable {
    static final String PROGRAM = "execve";

    /// The step at which somebody killed the process before there were two.
    static final String KILLED = "killed";

    private static final long CLONE3 = 435;
    private static final long EXECVE = 59;
    private static final int MAY_FAIL = 1;
    private static final int BECOMES_TWO = 2;
    private static final int NOT_MADE = 1;

    private static final long SHARED_MEMORY = 0x100;
    private static final long WAITED_FOR = 0x4000; // who starts it goes on when it has ended or is a program
    private static final long BROTHER = 0x8000; // its parent is the service too
    private static final long TELL_NUMBER = 0x100000;
    private static final long NO_SIGNAL_HANDLERS = 0x1_0000_0000L;
    private static final long INTO_GROUP = 0x2_0000_0000L;
    private static final long SIGCHLD = 17;
    private static final int CLONE_WORDS = 11;

    private static final int WORDS = 9; // number, six arguments, flags, answer
    private static final int FLAGS = 7;
    private static final int ANSWER = 8;

    /// Makes the first process, which then makes its calls: `long start(long[] { how, size of how, first, end })`.
    private static final byte[] CODE = HexFormat.ofDelimiter(" ")
            .parseHex(
                    "53 " // push rbx
                            + "41 54 41 55 " //          push r12, r13
                            + "48 89 fb " //             rbx = the plan
                            + "b8 b3 01 00 00 " //       clone3(
                            + "48 8b 3b 48 8b 73 08 " // plan[0], plan[1])
                            + "0f 05 48 85 c0 74 06 " // in the new process: go to child
                            + "41 5d 41 5c 5b c3 " //    return its number, or the error
                            + "4c 8b 63 10 " //          child: r12 = plan[2], the first step
                            + "4c 8b 6b 18 " //          r13 = plan[3], the end
                            + "4d 39 ec 73 4d " //       step: at the end, go to end
                            + "49 8b 04 24 " //          rax = step[0]
                            + "49 8b 7c 24 08 49 8b 74 24 10 49 8b 54 24 18 " // rdi, rsi, rdx = step[1 to 3]
                            + "4d 8b 54 24 20 4d 8b 44 24 28 4d 8b 4c 24 30 " // r10, r8, r9 = step[4 to 6]
                            + "0f 05 49 89 44 24 40 " // step[8] = the answer
                            + "49 8b 4c 24 38 " //       rcx = step[7], the flags
                            + "48 3d 01 f0 ff ff 73 0c " // an error: go to failed
                            + "48 85 c0 74 0c " //       0: go to next
                            + "f6 c1 02 75 0d eb 05 " // it became two and this is the old one: go to end; else go to
                            // next
                            + "f6 c1 01 74 06 " //       failed: unless it may, go to end
                            + "49 83 c4 48 eb ae " //    next: r12 += 72, go to step
                            + "b8 e7 00 00 00 bf 7f 00 00 00 0f 05 0f 0b"); // end: exit_group(127)

    private static final FunctionDescriptor SIX =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    /// Set to true, it makes this machine one that cannot run the code.
    static final String NEVER = "calque.enter-by-programs";

    private static final MethodHandle START = Boolean.getBoolean(NEVER) ? null : startFunction();

    /// A call that did not succeed.
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1;
        private final String step;
        private final String subject;
        private final Errno errno;

        private Failed(String step, String subject, Errno errno) {
            super(step + ": " + errno);
            this.step = step;
            this.subject = subject;
            this.errno = errno;
        }

        /// What the call was about: the path of the program.
        String subject() {
            return subject;
        }

        String step() {
            return step;
        }

        Errno errno() {
            return errno;
        }

        /// No process could be made.
        boolean isAboutFork() {
            return step.equals(DirectEntry.BEGIN) || step.equals(DirectEntry.FORK);
        }
    }

    private final Arena arena = Arena.ofShared();
    private final List<long[]> calls = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final MemorySegment number = arena.allocate(JAVA_INT);
    private MemorySegment list;

    /// Whether this machine can run the code.
    static boolean areThere() {
        return START != null;
    }

    /// Memory for what the calls point to, valid until the process is a program or has ended.
    Arena arena() {
        return arena;
    }

    long text(String text) {
        return Libc.text(arena, text);
    }

    void must(String name, long call, long... arguments) {
        add(name, "", call, 0, arguments);
    }

    void may(String name, long call, long... arguments) {
        add(name, "", call, MAY_FAIL, arguments);
    }

    /// Tries to become a program; the first that succeeds is the last step.
    void program(String path, long arguments, long environment) {
        add(PROGRAM, path, EXECVE, MAY_FAIL, text(path), arguments, environment);
    }

    /// From here on a second process goes on alone, in the namespaces that were chosen for children; its parent is the
    /// service.
    void becomeTwo(String name) {
        var how = arena.allocate(JAVA_LONG, CLONE_WORDS);
        how.setAtIndex(JAVA_LONG, 0, SHARED_MEMORY | WAITED_FOR | BROTHER | TELL_NUMBER);
        how.setAtIndex(JAVA_LONG, 3, number.address());
        add(name, "", CLONE3, BECOMES_TWO, how.address(), how.byteSize());
    }

    private void add(String name, String subject, long call, int flags, long... arguments) {
        var words = new long[WORDS];
        words[0] = call;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        words[FLAGS] = flags;
        words[ANSWER] = NOT_MADE;
        names.add(name);
        subjects.add(subject);
        calls.add(words);
    }

    /// Starts the process, and returns the number of the second one when that has become a program.
    ///
    /// @param group a handle of the control group to begin in, or -1
    /// @throws Failed when a call of the first process did not succeed, or a necessary one of the second
    int start(int group) throws IOException {
        list = arena.allocate(JAVA_LONG, (long) calls.size() * WORDS);
        for (var i = 0; i < calls.size(); i++) {
            MemorySegment.copy(calls.get(i), 0, list, JAVA_LONG, (long) i * WORDS * Long.BYTES, WORDS);
        }
        var how = arena.allocate(JAVA_LONG, CLONE_WORDS);
        how.setAtIndex(JAVA_LONG, 0, SHARED_MEMORY | WAITED_FOR | NO_SIGNAL_HANDLERS | (group < 0 ? 0 : INTO_GROUP));
        how.setAtIndex(JAVA_LONG, 4, SIGCHLD);
        how.setAtIndex(JAVA_LONG, 10, Math.max(0, group));
        var plan = arena.allocateFrom(
                JAVA_LONG, how.address(), how.byteSize(), list.address(), list.address() + list.byteSize());
        var first = call(START, plan.address());
        if (first < 0) {
            throw new Failed(DirectEntry.BEGIN, "", Errno.of((int) first));
        }
        Kernel.awaitEnd((int) first);
        var failed = failed();
        if (failed != null) {
            if (second() > 0) {
                Kernel.awaitEnd(second());
            }
            throw failed;
        }
        if (second() == 0) {
            throw new Failed(KILLED, "", Errno.UNKNOWN);
        }
        return second();
    }

    /// The number of the second process as soon as there is one, else 0; for other threads too.
    int second() {
        return number.get(JAVA_INT, 0);
    }

    /// The failure that kept the process from becoming a program; null when it became one.
    private Failed failed() {
        Failed failed = null;
        for (var i = 0; i < names.size(); i++) {
            var isNecessary = calls.get(i)[FLAGS] != MAY_FAIL;
            var wasTheForkOfTheFirst = calls.get(i)[FLAGS] == BECOMES_TWO && second() > 0;
            if (answer(i) < 0 && isNecessary && !wasTheForkOfTheFirst) {
                return new Failed(names.get(i), subjects.get(i), Errno.of((int) answer(i)));
            }
            if (names.get(i).equals(PROGRAM)) {
                if (answer(i) == NOT_MADE) {
                    return null;
                }
                failed = worse(failed, new Failed(PROGRAM, subjects.get(i), Errno.of((int) answer(i))));
            }
        }
        return failed;
    }

    /// As the C library has it: a program that may not be run counts more than one that is not there.
    private static Failed worse(Failed one, Failed other) {
        return one == null || one.errno == Errno.ENOENT || one.errno == Errno.ENOTDIR ? other : one;
    }

    private long answer(int step) {
        return list.getAtIndex(JAVA_LONG, (long) step * WORDS + ANSWER);
    }

    /// Kills the second process when there is one: it may have been halted before it is a program. On any thread.
    synchronized void kill() {
        if (!arena.scope().isAlive() || second() <= 0) {
            return;
        }
        try {
            var handle = Kernel.processHandle(second());
            Kernel.signal(handle, Kernel.SIGKILL);
            Kernel.close(handle);
        } catch (IOException e) {
            Machine.LOG.debugf("Process %d ended by itself", second());
        }
    }

    @Override
    public synchronized void close() {
        arena.close();
    }

    private static long call(MethodHandle function, long... given) {
        try {
            return (long) function.invokeExact(
                    given[0],
                    given.length > 1 ? given[1] : 0L,
                    given.length > 2 ? given[2] : 0L,
                    given.length > 3 ? given[3] : 0L,
                    given.length > 4 ? given[4] : 0L,
                    given.length > 5 ? given[5] : 0L);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("machine code failed", e);
        }
    }

    /// Null where the code is for another machine, or where memory may not be made executable.
    private static MethodHandle startFunction() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            return null;
        }
        var linker = Linker.nativeLinker();
        var map = linker.downcallHandle(linker.defaultLookup().findOrThrow("mmap"), SIX);
        var readAndWrite = 3;
        var readAndExecute = 5;
        var privateAndEmpty = 0x22;
        var address = call(map, 0, CODE.length, readAndWrite, privateAndEmpty, -1, 0);
        if (address == -1) {
            return null;
        }
        MemorySegment.copy(
                CODE, 0, MemorySegment.ofAddress(address).reinterpret(CODE.length), JAVA_BYTE, 0, CODE.length);
        return Libc.function("mprotect").call(address, CODE.length, readAndExecute) < 0
                ? null
                : linker.downcallHandle(MemorySegment.ofAddress(address), SIX);
    }
}
