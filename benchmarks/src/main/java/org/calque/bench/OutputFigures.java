package org.calque.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.calque.bench.Report.Peer;

/// A mebibyte of output on its way to the caller, beside a pipe that nobody is in the way of.
final class OutputFigures {
    private static final int REPEATS = 60;
    private static final int MEBIBYTE = 1 << 20;
    private static final String WRITE = "head -c 1048576 /dev/zero | tr '\\0' x";
    private static final String WRITE_WHEN_TOLD = "read go; " + WRITE;

    private final RunningSystem system;
    private final Report report;
    private final String project;

    OutputFigures(RunningSystem system, Report report, String project) {
        this.system = system;
        this.report = report;
        this.project = project;
    }

    void measure() throws IOException, InterruptedException {
        fromStartToEnd();
        whileItFlows();
    }

    /// What a caller waits for who wants it all: the process is started, writes and ends.
    private void fromStartToEnd() throws IOException, InterruptedException {
        var answered = new Times();
        var streamed = new Times();
        var bare = new Times();
        for (var i = 0; i < REPEATS; i++) {
            answered.take(() -> system.text("v1/project_exec", command(WRITE, "")));
            streamed.take(() -> {
                try (var output = system.open(follow(start(WRITE, "")))) {
                    readAll(output);
                }
            });
            bare.take(() -> readAll(bash(WRITE).getInputStream()));
        }
        var pipe = new Peer("a bare pipe", perSecond(bare), "");
        figure("1 MiB of output of a command, in one answer, from start to end", answered, pipe);
        figure("1 MiB of output of a job, streamed, from start to end", streamed, pipe);
    }

    /// How fast it passes, once it flows: the process and its reader wait for each other before.
    private void whileItFlows() throws IOException, InterruptedException {
        var streamed = new Times();
        var bare = new Times();
        for (var i = 0; i < REPEATS; i++) {
            var job = start(WRITE_WHEN_TOLD, ",\"stdin\":true");
            try (var output = system.open(follow(job))) {
                system.ask(
                        "v2/exec/stdin",
                        "{\"project_id\":\"" + project + "\",\"job_id\":\"" + job + "\",\"data\":\"go\\n\"}");
                streamed.add(flow(output));
            }
            var process = bash(WRITE_WHEN_TOLD);
            process.getOutputStream().write("go\n".getBytes());
            process.getOutputStream().flush();
            bare.add(flow(process.getInputStream()));
        }
        figure(
                "1 MiB of output of a job, streamed, while it flows",
                streamed,
                new Peer("a bare pipe", perSecond(bare), ">= 0.8"));
    }

    private String command(String script, String options) {
        return "{\"project_id\":\"" + project + "\",\"command\":\"" + script.replace("\\", "\\\\") + "\"" + options
                + "}";
    }

    private String start(String script, String options) throws IOException, InterruptedException {
        return system.ask("v2/exec", command(script, ",\"async_call\":true" + options))
                .path("job_id")
                .asText();
    }

    private String follow(String job) {
        return "v2/exec/follow?project_id=" + project + "&job_id=" + job;
    }

    private static Process bash(String script) throws IOException {
        return new ProcessBuilder("bash", "-c", script).start();
    }

    private static void readAll(InputStream output) throws IOException {
        var bytes = new byte[MEBIBYTE];
        while (output.read(bytes) >= 0) {
            // Nobody asks what it says.
        }
    }

    /// Nanoseconds from the first byte of the mebibyte to its last; everything else that is written counts little.
    private static long flow(InputStream output) throws IOException {
        var bytes = new byte[1 << 16];
        long begin = 0;
        for (int seen = 0; seen < MEBIBYTE; ) {
            var read = output.read(bytes);
            if (read < 0) {
                throw new EOFException("the stream ended after " + seen + " bytes of the mebibyte");
            }
            for (int i = 0; i < read; i++) {
                seen += bytes[i] == 'x' ? 1 : 0;
            }
            if (begin == 0 && seen > 1) {
                begin = System.nanoTime();
            }
        }
        return System.nanoTime() - begin;
    }

    private static double perSecond(Times times) {
        return 1000 / times.spread().p50();
    }

    private void figure(String name, Times times, Peer pipe) {
        report.figure(name, 1, perSecond(times), " MiB/s", times.spread().toString(), List.of(pipe));
    }
}
