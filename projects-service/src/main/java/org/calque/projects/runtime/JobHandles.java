package org.calque.projects.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a job and the shell around it are given as descriptors, see [JobShell]. Closed here once they have them.
final class JobHandles implements AutoCloseable {
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY_APPEND = 0x401;

    private final List<Integer> all = new ArrayList<>();
    private final int stdout;
    private final int stderr;
    private final List<Integer> more = new ArrayList<>();

    private JobHandles(JobFolder folder, boolean stdin) throws IOException {
        for (var name : stdin
                ? List.of("out", "err", "done", "answer", "in", "hold")
                : List.of("out", "err", "done", "answer")) {
            Kernel.makeNamedPipe(folder.pipe(name));
        }
        var outRead = keep(Kernel.openToRead(folder.pipe("out")));
        var errRead = keep(Kernel.openToRead(folder.pipe("err")));
        var out = keep(waiting(Kernel.openToWrite(folder.pipe("out"))));
        var err = keep(waiting(Kernel.openToWrite(folder.pipe("err"))));
        stdout = out;
        stderr = err;
        more.add(
                stdin ? keep(waiting(Kernel.openToRead(folder.pipe("in")))) : keep(Kernel.open("/dev/null", O_RDONLY)));
        more.add(keep(Kernel.openBothEnds(folder.pipe("answer"))));
        more.add(keep(Kernel.openBothEnds(folder.pipe("done"))));
        more.add(keep(Kernel.open(folder.said().toString(), O_WRONLY_APPEND)));
        more.add(outRead);
        more.add(errRead);
        if (stdin) {
            more.add(keep(Kernel.openToWrite(folder.pipe("in"))));
            more.add(keep(Kernel.openBothEnds(folder.pipe("hold"))));
        }
    }

    static JobHandles open(JobFolder folder, boolean stdin) throws IOException {
        return new JobHandles(folder, stdin);
    }

    private int keep(int handle) {
        all.add(handle);
        return handle;
    }

    private static int waiting(int handle) throws IOException {
        Kernel.makeWaiting(handle);
        return handle;
    }

    int stdout() {
        return stdout;
    }

    int stderr() {
        return stderr;
    }

    /// Descriptors 10 and more.
    int[] more() {
        return more.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void close() {
        all.forEach(Kernel::close);
    }
}
