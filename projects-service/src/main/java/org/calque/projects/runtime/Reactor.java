package org.calque.projects.runtime;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.calque.kit.posix.Libc;
import org.jboss.logging.Logger;

/// The one thread that starts all children and watches their output, their end and their time.
///
/// Nothing that it starts can gain privileges.
final class Reactor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Reactor.class);
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_DATA = PACKED ? 4 : 8;
    private static final int EVENTS = 64;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final Libc.Function EPOLL_CREATE = Libc.function("epoll_create1");
    private static final Libc.Function EPOLL_CTL = Libc.function("epoll_ctl");
    private static final Libc.Function EPOLL_WAIT = Libc.function("epoll_wait");

    /// Something to do at a time of [System#nanoTime].
    static final class Alarm {
        private final long nanos;
        private final Runnable action;

        private Alarm(long nanos, Runnable action) {
            this.nanos = nanos;
            this.action = action;
        }
    }

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Runnable> watched = new HashMap<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparingLong(alarm -> alarm.nanos - START));
    private static final long START = System.nanoTime();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment events = arena.allocate((long) EVENT_BYTES * EVENTS, 8);
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
    private final int epoll;
    private final int wake;
    private final Thread thread;
    private final Object gate = new Object();
    private volatile boolean closing;
    private boolean closed; // by the gate

    Reactor() throws IOException {
        epoll = EPOLL_CREATE.call(0x80000);
        wake = Kernel.eventCounter();
        watch(wake, () -> Kernel.read(wake, buffer, Long.BYTES));
        var ready = new CompletableFuture<Void>();
        thread = Thread.ofPlatform().name("project-processes").daemon().start(() -> run(ready));
        ready.join();
    }

    /// Runs `task` on the reactor's thread and answers its result.
    <T> T ask(Callable<T> task) throws IOException {
        var answer = new CompletableFuture<T>();
        Runnable question = () -> {
            try {
                answer.complete(task.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        };
        try {
            run(question);
            return answer.join();
        } catch (RejectedExecutionException e) {
            throw new IOException(e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    /// @throws RejectedExecutionException when the reactor is closed
    void run(Runnable task) {
        synchronized (gate) {
            if (closed) {
                throw new RejectedExecutionException("the service is stopping");
            }
            tasks.add(task);
            Kernel.increment(wake);
        }
    }

    /// Scratch memory, for use on the reactor's thread only.
    MemorySegment buffer() {
        return buffer;
    }

    /// Calls `ready` whenever `handle` can be read. On the reactor's thread only.
    void watch(int handle, Runnable ready) {
        watched.put(handle, ready);
        control(ADD, handle);
    }

    /// On the reactor's thread only.
    void forget(int handle) {
        if (watched.remove(handle) != null) {
            control(REMOVE, handle);
        }
    }

    /// On the reactor's thread only.
    Alarm at(long nanos, Runnable action) {
        var alarm = new Alarm(nanos, action);
        alarms.add(alarm);
        return alarm;
    }

    /// Does something after a while. On any thread.
    Alarm after(Duration time, Runnable action) {
        var alarm = new Alarm(System.nanoTime() + time.toNanos(), action);
        run(() -> alarms.add(alarm));
        return alarm;
    }

    /// On the reactor's thread only.
    void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    @Override
    public void close() {
        if (thread.isAlive() && !closing) {
            run(() -> closing = true);
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(int operation, int handle) {
        try (var local = Arena.ofConfined()) {
            var event = local.allocate(16, 8);
            event.set(JAVA_INT, 0, Kernel.EPOLLIN);
            event.set(JAVA_LONG_UNALIGNED, EVENT_DATA, handle);
            EPOLL_CTL.call(epoll, operation, handle, event.address());
        }
    }

    private void run(CompletableFuture<Void> ready) {
        try {
            Kernel.gainNoPrivileges();
        } catch (IOException e) {
            ready.completeExceptionally(e);
            return;
        }
        ready.complete(null);
        while (!closing) {
            var count = EPOLL_WAIT.call(epoll, events.address(), EVENTS, millisToNextAlarm());
            for (var i = 0; i < count; i++) {
                var handle = (int) events.get(JAVA_LONG_UNALIGNED, (long) i * EVENT_BYTES + EVENT_DATA);
                attempt(watched.get(handle));
            }
            runTasks();
            ringAlarms();
        }
        synchronized (gate) {
            closed = true;
            Kernel.close(epoll);
            Kernel.close(wake);
        }
        runTasks();
    }

    private void runTasks() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            attempt(task);
        }
    }

    private void ringAlarms() {
        var now = System.nanoTime();
        while (!alarms.isEmpty() && alarms.peek().nanos - now <= 0) {
            attempt(alarms.poll().action);
        }
    }

    private int millisToNextAlarm() {
        if (alarms.isEmpty()) {
            return -1;
        }
        var nanos = alarms.peek().nanos - System.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    private static void attempt(Runnable action) {
        if (action == null) {
            return; // forgotten earlier in the same round
        }
        try {
            action.run();
        } catch (RuntimeException | Error e) { // all projects hang on this thread: it goes on
            LOG.error("A project's process could not be served", e);
        }
    }
}
