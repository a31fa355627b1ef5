package org.calque.projects.runtime;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.calque.projects.runtime.Kernel.Exit;

/// A running child of the service, with its output collected.
///
/// It is over when the process itself ends, whoever else still holds its streams. What was written until then is in
/// the outputs. Streams that somebody in the background still writes to are emptied now and then, so that they neither
/// block nor fail, and at a pace that costs nothing.
final class Child {
    /// Background writers get rid of a pipe's worth of output in this time.
    private static final long BACKGROUND_PACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MOST_BACKGROUND_STREAMS = 256;

    /// Streams that outlived their command, oldest first. On the reactor's thread only.
    static final class Background {
        private final Deque<Integer> pipes = new ArrayDeque<>();

        void keep(Reactor reactor, int pipe) {
            if (pipes.isEmpty()) {
                reactor.at(System.nanoTime() + BACKGROUND_PACE_NANOS, () -> empty(reactor));
            }
            pipes.add(pipe);
            if (pipes.size() > MOST_BACKGROUND_STREAMS) {
                Kernel.close(pipes.poll());
            }
        }

        private void empty(Reactor reactor) {
            pipes.removeIf(pipe -> {
                var ended = Kernel.read(pipe, reactor.buffer(), Long.MAX_VALUE) == 0;
                if (ended) {
                    Kernel.close(pipe);
                }
                return ended;
            });
            if (!pipes.isEmpty()) {
                reactor.at(System.nanoTime() + BACKGROUND_PACE_NANOS, () -> empty(reactor));
            }
        }
    }

    private final Reactor reactor;
    private final Background background;
    private final int pid;
    private final int handle;
    private final Stream stdout;
    private final Stream stderr;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /// Takes what a child writes, on the reactor's thread.
    interface Sink {
        void accept(MemorySegment buffer, int count);

        /// Nobody can write any more.
        default void ended() {}
    }

    /// Starts a child whose output goes to the two handles, and answers its number.
    interface Start {
        int with(int stdout, int stderr) throws IOException;
    }

    private record Stream(int pipe, Sink sink) {}

    private Child(Reactor reactor, Background background, int pid, int handle, Stream stdout, Stream stderr) {
        this.reactor = reactor;
        this.background = background;
        this.pid = pid;
        this.handle = handle;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /// Starts a program with `stdin` as its descriptor 0, its output collected, and `more` as descriptors 3, 4 …
    /// On the reactor's thread only.
    static Child start(
            Reactor reactor,
            Background background,
            List<String> command,
            List<String> environment,
            int stdin,
            Sink stdout,
            Sink stderr,
            int... more)
            throws IOException {
        var child = start(reactor, background, stdout, stderr, (out, err) -> {
            var handles = new int[3 + more.length];
            handles[0] = stdin;
            handles[1] = out;
            handles[2] = err;
            System.arraycopy(more, 0, handles, 3, more.length);
            return Kernel.spawn(command, environment, handles);
        });
        child.watch();
        return child;
    }

    /// Starts a process with its output collected, from when [#watch] is called. On any thread.
    static Child start(Reactor reactor, Background background, Sink stdout, Sink stderr, Start start)
            throws IOException {
        var out = Kernel.pipe();
        var err = Kernel.pipe();
        try {
            var pid = start.with(out.writeEnd(), err.writeEnd());
            return new Child(
                    reactor,
                    background,
                    pid,
                    Kernel.processHandle(pid),
                    new Stream(out.readEnd(), stdout),
                    new Stream(err.readEnd(), stderr));
        } catch (IOException | RuntimeException e) {
            Kernel.close(out.readEnd());
            Kernel.close(err.readEnd());
            throw e;
        } finally {
            Kernel.close(out.writeEnd());
            Kernel.close(err.writeEnd());
        }
    }

    int pid() {
        return pid;
    }

    /// Done when the process has ended and all it wrote has been taken.
    CompletableFuture<Exit> exit() {
        return exit;
    }

    void kill() {
        reactor.run(() -> {
            if (!exit.isDone()) {
                Kernel.signal(handle, Kernel.SIGKILL);
            }
        });
    }

    /// Kills the one process that this one has started and waits for; false when there is none (yet).
    /// On the reactor's thread only.
    boolean killOnlyChild() {
        try {
            var children = Files.readString(Path.of("/proc/%d/task/%d/children".formatted(pid, pid)))
                    .strip();
            if (exit.isDone() || children.isEmpty()) {
                return false;
            }
            var only = Kernel.processHandle(Integer.parseInt(children));
            Kernel.signal(only, Kernel.SIGKILL);
            Kernel.close(only);
            return true;
        } catch (IOException e) {
            return false; // just ended
        }
    }

    /// On the reactor's thread only.
    void watch() {
        reactor.watch(stdout.pipe, () -> take(stdout));
        reactor.watch(stderr.pipe, () -> take(stderr));
        reactor.watch(handle, this::ended);
    }

    private void take(Stream stream) {
        var count = Kernel.read(stream.pipe, reactor.buffer(), Long.MAX_VALUE);
        if (count > 0) {
            stream.sink.accept(reactor.buffer(), count);
        } else if (count == 0) {
            reactor.forget(stream.pipe);
            stream.sink.ended();
        }
    }

    private void ended() {
        var how = Kernel.reap(handle);
        if (how == null) {
            return;
        }
        reactor.forget(handle);
        Kernel.close(handle);
        finish(stdout);
        finish(stderr);
        exit.complete(how);
    }

    private void finish(Stream stream) {
        reactor.forget(stream.pipe);
        for (var left = Kernel.waiting(stream.pipe); left > 0; ) {
            var count = Kernel.read(stream.pipe, reactor.buffer(), left);
            if (count <= 0) {
                break;
            }
            stream.sink.accept(reactor.buffer(), count);
            left -= count;
        }
        if (hasNoWriters(stream.pipe)) {
            Kernel.close(stream.pipe);
        } else {
            background.keep(reactor, stream.pipe);
        }
    }

    static boolean hasNoWriters(int pipe) {
        return Kernel.poll(pipe, Kernel.EPOLLIN, 0) && Kernel.waiting(pipe) == 0;
    }
}
