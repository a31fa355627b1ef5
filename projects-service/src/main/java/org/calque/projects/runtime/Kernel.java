package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.calque.kit.posix.Errno;
import org.calque.kit.posix.Libc;

/// System calls for processes that Java's own `Process` cannot express: more than three descriptors, a true exit
/// status,
/// one thread that watches them all.
final class Kernel {
    /// Descriptors handed to children take the numbers below; our own ends stay above them.
    static final int FIRST_OWN = 20;

    static final int EPOLLIN = 1;
    static final int EPOLLPRI = 2;
    static final int EPOLLERR = 8;
    static final int SIGKILL = 9;

    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int SPLICE_NONBLOCK = 2;
    private static final int O_NONBLOCK = 0x800;
    private static final int OWN_FILE = 0600;
    private static final int O_CLOEXEC = 0x80000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int F_SETFL = 4;
    private static final long FIONREAD = 0x541B;
    private static final long NS_GET_USERNS = 0xb701;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int P_PIDFD = 3;
    private static final int WEXITED = 4;
    private static final int WNOHANG = 1;
    private static final int CLD_EXITED = 1;
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;
    private static final int SPAWN_FLAGS = 0x04 | 0x08 | 0x80; // own signal handling, no blocked signals, own session
    private static final int SIGNAL_SET_BYTES = 128;
    private static final int SPAWN_STRUCT_BYTES = 512;

    private static final Libc.Function SYSCALL = Libc.function("syscall");
    private static final Libc.Function OPEN = Libc.function("open");
    private static final Libc.Function CLOSE = Libc.function("close");
    private static final Libc.Function READ = Libc.function("read");
    private static final Libc.Function WRITE = Libc.function("write");
    private static final Libc.Function PIPE2 = Libc.function("pipe2");
    private static final Libc.Function MKFIFO = Libc.function("mkfifo");
    private static final Libc.Function SPLICE = Libc.function("splice");
    private static final Libc.Function FCNTL = Libc.function("fcntl");
    private static final Libc.Function IOCTL = Libc.function("ioctl");
    private static final Libc.Function PRCTL = Libc.function("prctl");
    private static final Libc.Function POLL = Libc.function("poll");
    private static final Libc.Function EVENTFD = Libc.function("eventfd");
    private static final Libc.Function WAITID = Libc.function("waitid");
    private static final Libc.Function WAITPID = Libc.function("waitpid");
    private static final Libc.Function SETPRIORITY = Libc.function("setpriority");
    private static final Libc.Function SETFSUID = Libc.function("setfsuid");
    private static final Libc.Function SETFSGID = Libc.function("setfsgid");
    private static final Libc.Function SPAWN = Libc.function("posix_spawn");
    private static final Libc.Function ACTIONS_INIT = Libc.function("posix_spawn_file_actions_init");
    private static final Libc.Function ACTIONS_DUP2 = Libc.function("posix_spawn_file_actions_adddup2");
    private static final Libc.Function ACTIONS_CLOSE_FROM = Libc.function("posix_spawn_file_actions_addclosefrom_np");
    private static final Libc.Function ACTIONS_DESTROY = Libc.function("posix_spawn_file_actions_destroy");
    private static final Libc.Function ATTR_INIT = Libc.function("posix_spawnattr_init");
    private static final Libc.Function ATTR_FLAGS = Libc.function("posix_spawnattr_setflags");
    private static final Libc.Function ATTR_DEFAULTS = Libc.function("posix_spawnattr_setsigdefault");
    private static final Libc.Function ATTR_MASK = Libc.function("posix_spawnattr_setsigmask");
    private static final Libc.Function ATTR_DESTROY = Libc.function("posix_spawnattr_destroy");

    private Kernel() {}

    record Pipe(int readEnd, int writeEnd) {}

    /// A pipe whose read end never blocks.
    static Pipe pipe() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(JAVA_INT, 2);
            check(PIPE2.call(ends.address(), O_CLOEXEC), "pipe");
            var pipe = new Pipe(raised(ends.getAtIndex(JAVA_INT, 0)), raised(ends.getAtIndex(JAVA_INT, 1)));
            check(FCNTL.call(pipe.readEnd, F_SETFL, O_NONBLOCK), "fcntl");
            return pipe;
        }
    }

    /// A pipe whose read end waits for content, as programs expect it.
    static Pipe waitingPipe() throws IOException {
        var pipe = pipe();
        check(FCNTL.call(pipe.readEnd, F_SETFL, 0), "fcntl");
        return pipe;
    }

    /// Makes a named pipe of the service's own.
    static void makeNamedPipe(Path path) throws IOException {
        Files.deleteIfExists(path);
        try (var arena = Arena.ofConfined()) {
            check(MKFIFO.call(Libc.text(arena, path.toString()), OWN_FILE), "mkfifo " + path);
        }
    }

    /// Opens a named pipe for reading; it never blocks.
    static int openToRead(Path namedPipe) throws IOException {
        return open(namedPipe.toString(), O_RDONLY | O_NONBLOCK);
    }

    /// Opens a named pipe for writing; it never blocks.
    ///
    /// @throws IOException when nobody has it open for reading
    static int openToWrite(Path namedPipe) throws IOException {
        return open(namedPipe.toString(), O_WRONLY | O_NONBLOCK);
    }

    /// Opens both ends of a named pipe at once: it neither ends nor breaks as long as this is open.
    static int openBothEnds(Path namedPipe) throws IOException {
        return open(namedPipe.toString(), O_RDWR);
    }

    /// Moves bytes from a pipe into a file at `offset`, or to where there is no place (-1), in one step.
    ///
    /// @return bytes moved, 0 at the end, negative for an error
    static int move(int pipe, int file, long offset, long most) {
        try (var arena = Arena.ofConfined()) {
            var place = offset < 0 ? 0 : arena.allocateFrom(JAVA_LONG, offset).address();
            return SPLICE.call(pipe, 0, file, place, most, SPLICE_NONBLOCK);
        }
    }

    /// Whether an answer means that there is nothing to read now.
    static boolean isNothingNow(int answer) {
        return Errno.EAGAIN.is(answer);
    }

    /// From now on reading from `handle` waits for content.
    static void makeWaiting(int handle) throws IOException {
        check(FCNTL.call(handle, F_SETFL, 0), "fcntl");
    }

    /// Bytes written; negative when there is no room now, or nobody who reads.
    static int write(int handle, byte[] content) {
        try (var arena = Arena.ofConfined()) {
            return WRITE.call(handle, arena.allocateFrom(JAVA_BYTE, content).address(), content.length);
        }
    }

    /// Writes to a file, at its end when it was opened so or just now made.
    static void writeAll(int file, byte[] content) throws IOException {
        if (check(write(file, content), "write") < content.length) {
            throw new IOException("the disk is full");
        }
    }

    /// The read end of a pipe that holds `content`, small enough to fit, and then ends; it blocks until read.
    static int holding(byte[] content) throws IOException {
        var pipe = waitingPipe();
        try (var arena = Arena.ofConfined()) {
            check(FCNTL.call(pipe.writeEnd, F_SETFL, O_NONBLOCK), "fcntl");
            var copy = arena.allocateFrom(JAVA_BYTE, content);
            if (check(WRITE.call(pipe.writeEnd, copy.address(), content.length), "write") < content.length) {
                throw new IOException("a pipe could not hold " + content.length + " bytes");
            }
            return pipe.readEnd;
        } catch (IOException e) {
            close(pipe.readEnd);
            throw e;
        } finally {
            close(pipe.writeEnd);
        }
    }

    static int open(String path, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            return raised(check(OPEN.call(Libc.text(arena, path), flags | O_CLOEXEC), "open " + path));
        }
    }

    /// The user namespace that owns the namespace behind `handle`.
    static int ownerOf(int handle) throws IOException {
        return raised(check(IOCTL.call(handle, NS_GET_USERNS), "ioctl NS_GET_USERNS"));
    }

    private static int raised(int handle) throws IOException {
        if (handle >= FIRST_OWN) {
            return handle;
        }
        var higher = FCNTL.call(handle, F_DUPFD_CLOEXEC, FIRST_OWN);
        close(handle);
        return check(higher, "fcntl");
    }

    static void close(int handle) {
        CLOSE.call(handle);
    }

    /// Bytes read; 0 at the end, negative when there is nothing to read now.
    static int read(int handle, MemorySegment buffer, long most) {
        return READ.call(handle, buffer.address(), Math.min(most, buffer.byteSize()));
    }

    /// How many bytes wait in a pipe.
    static int waiting(int pipe) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            return IOCTL.call(pipe, FIONREAD, count.address()) < 0 ? 0 : count.get(JAVA_INT, 0);
        }
    }

    static int eventCounter() throws IOException {
        return raised(check(EVENTFD.call(0, O_CLOEXEC | O_NONBLOCK), "eventfd"));
    }

    static void increment(int counter) {
        try (var arena = Arena.ofConfined()) {
            WRITE.call(counter, arena.allocateFrom(JAVA_LONG, 1).address(), JAVA_LONG.byteSize());
        }
    }

    /// Waits until `handle` has one of `events`; false when `millis` went by first.
    static boolean poll(int handle, int events, int millis) {
        try (var arena = Arena.ofConfined()) {
            var entry = arena.allocate(8, 4);
            entry.set(JAVA_INT, 0, handle);
            entry.set(JAVA_INT, 4, events);
            return POLL.call(entry.address(), 1, millis) > 0;
        }
    }

    /// From now on nothing that this thread starts can gain privileges.
    static void gainNoPrivileges() throws IOException {
        check(PRCTL.call(PR_SET_NO_NEW_PRIVS, 1), "prctl PR_SET_NO_NEW_PRIVS");
    }

    /// Lets this thread use files as `uid` during `action`; other threads are not touched.
    /// For platform threads only: a virtual one may go on in another thread.
    static <T> T asUser(int uid, Supplier<T> action) {
        if (!Libc.isRoot()) {
            return action.get();
        }
        SETFSGID.call(uid);
        SETFSUID.call(uid);
        try {
            return action.get();
        } finally {
            SETFSUID.call(0);
            SETFSGID.call(0);
        }
    }

    static void setNice(int pid, int nice) {
        SETPRIORITY.call(0, pid, nice);
    }

    /// Starts a program; `handles` become its descriptors 0, 1, 2 … and it has no others.
    static int spawn(List<String> command, List<String> environment, int... handles) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var actions = arena.allocate(SPAWN_STRUCT_BYTES, 16).address();
            var attributes = arena.allocate(SPAWN_STRUCT_BYTES, 16).address();
            ACTIONS_INIT.call(actions);
            ATTR_INIT.call(attributes);
            try {
                for (var i = 0; i < handles.length; i++) {
                    ACTIONS_DUP2.call(actions, handles[i], i);
                }
                ACTIONS_CLOSE_FROM.call(actions, handles.length);
                ATTR_FLAGS.call(attributes, SPAWN_FLAGS);
                ATTR_MASK.call(attributes, arena.allocate(SIGNAL_SET_BYTES).address());
                ATTR_DEFAULTS.call(
                        attributes,
                        arena.allocate(SIGNAL_SET_BYTES).fill((byte) 0xff).address());
                var pid = arena.allocate(JAVA_INT);
                var path = Libc.text(arena, command.getFirst());
                var error = SPAWN.call(
                        pid.address(),
                        path,
                        actions,
                        attributes,
                        Libc.texts(arena, command),
                        Libc.texts(arena, environment));
                check(-error, "start " + command.getFirst());
                return pid.get(JAVA_INT, 0);
            } finally {
                ACTIONS_DESTROY.call(actions);
                ATTR_DESTROY.call(attributes);
            }
        }
    }

    /// A handle that means this very process, whatever becomes of its number.
    static int processHandle(int pid) throws IOException {
        return raised(check(SYSCALL.call(PIDFD_OPEN, pid, 0), "pidfd_open"));
    }

    static void signal(int processHandle, int signal) {
        SYSCALL.call(PIDFD_SEND_SIGNAL, processHandle, signal, 0, 0);
    }

    /// Waits for the end of a child that is about to end.
    static void awaitEnd(int pid) {
        WAITPID.call(pid, 0, 0);
    }

    /// How a child ended; null while it runs.
    static Exit reap(int processHandle) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(128, 8);
            var answer = WAITID.call(P_PIDFD, processHandle, info.address(), WEXITED | WNOHANG);
            if (answer < 0) {
                return new Exit(-1, 0);
            }
            if (info.get(JAVA_INT, 16) == 0) {
                return null;
            }
            var status = info.get(JAVA_INT, 24);
            return info.get(JAVA_INT, 8) == CLD_EXITED ? new Exit(status, 0) : new Exit(0, status);
        }
    }

    /// @param code   exit code, 0 when a signal ended it
    /// @param signal the signal that ended it, or 0
    record Exit(int code, int signal) {}

    private static int check(int answer, String what) throws IOException {
        if (answer < 0) {
            throw new IOException(what + ": " + Errno.of(answer) + " (" + -answer + ")");
        }
        return answer;
    }
}
