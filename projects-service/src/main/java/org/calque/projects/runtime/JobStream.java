package org.calque.projects.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a job writes to one of its streams, moved from its named pipe into a file up to a limit; the rest is dropped.
///
/// The kernel moves it in one step: whenever the service dies, a byte is either still in the pipe or already in the
/// file. On the reactor's thread only, but for the two numbers.
final class JobStream {
    private static final int O_WRONLY = 1;
    private static final int STEP = 64 << 10;

    private final Reactor reactor;
    private final int pipe;
    private final int file;
    private final int nowhere;
    private final long cap;
    private final Runnable grew;
    private volatile long size;
    private volatile long dropped;
    private boolean full; // of the disk
    private boolean closed;

    JobStream(Reactor reactor, Path pipe, Path file, long cap, Runnable grew) throws IOException {
        this.reactor = reactor;
        this.cap = cap;
        this.grew = grew;
        this.pipe = Kernel.openToRead(pipe);
        this.file = Kernel.open(file.toString(), O_WRONLY);
        this.nowhere = Kernel.open("/dev/null", O_WRONLY);
        this.size = Files.size(file);
    }

    int pipe() {
        return pipe;
    }

    long size() {
        return size;
    }

    /// Bytes that were not kept since the service has this job.
    long dropped() {
        return dropped;
    }

    /// Keeps what was read from the pipe in another way.
    void put(byte[] content) throws IOException {
        Kernel.writeAll(file, content);
        size += content.length;
    }

    void watch() {
        reactor.watch(pipe, () -> {
            if (move(STEP) == 0) {
                reactor.forget(pipe);
            }
        });
    }

    /// Bytes moved; 0 at the end, negative when there is nothing now.
    private int move(long most) {
        var room = full ? 0 : cap - size;
        if (room <= 0) {
            var count = Kernel.move(pipe, nowhere, -1, most);
            if (count > 0) {
                dropped += count;
            }
            return count;
        }
        var count = Kernel.move(pipe, file, size, Math.min(most, room));
        if (count > 0) {
            size += count;
            grew.run();
        } else if (count < 0 && !Kernel.isNothingNow(count)) {
            full = true; // what cannot be written is dropped, the job goes on
            return move(most);
        }
        return count;
    }

    /// Takes what the job has written until now, gives the pipe to `background` if somebody still writes, and closes.
    void finish(Child.Background background) {
        if (closed) {
            return;
        }
        closed = true;
        reactor.forget(pipe);
        for (var left = Kernel.waiting(pipe); left > 0; ) {
            var count = move(left);
            if (count <= 0) {
                break;
            }
            left -= count;
        }
        Kernel.close(file);
        Kernel.close(nowhere);
        if (Child.hasNoWriters(pipe)) {
            Kernel.close(pipe);
        } else {
            background.keep(reactor, pipe);
        }
    }
}
