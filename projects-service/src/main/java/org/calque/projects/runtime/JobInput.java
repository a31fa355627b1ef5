package org.calque.projects.runtime;

import java.io.IOException;
import java.util.Arrays;

/// The end of a job's standard input that the service writes to. On the reactor's thread only.
final class JobInput {
    /// A pipe takes so much in one piece or not at all; more is taken as far as there is room.
    private static final int PIECE = 4096;

    private final int pipe;
    private final int holder; // keeps the pipe open while no service is there

    private JobInput(int pipe, int holder) {
        this.pipe = pipe;
        this.holder = holder;
    }

    /// Null when the job does not read any more, or its input was closed.
    static JobInput open(JobFolder folder) {
        try {
            var holder = Kernel.openToWrite(folder.pipe("hold"));
            try {
                return new JobInput(Kernel.openToWrite(folder.pipe("in")), holder);
            } catch (IOException e) {
                Kernel.close(holder);
                return null;
            }
        } catch (IOException e) {
            return null;
        }
    }

    /// @return bytes taken, -1 when nobody reads
    int write(byte[] content) {
        var taken = 0;
        while (taken < content.length) {
            var piece = Arrays.copyOfRange(content, taken, Math.min(content.length, taken + PIECE));
            var count = Kernel.write(pipe, piece);
            if (count < 0) {
                return taken > 0 || Kernel.isNothingNow(count) ? taken : -1;
            }
            taken += count;
        }
        return taken;
    }

    void close() {
        Kernel.write(holder, new byte[] {'\n'});
        Kernel.close(holder);
        Kernel.close(pipe);
    }
}
