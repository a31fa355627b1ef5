package org.calque.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// What is done with every part: wait for it, end it, tell why it failed.
public final class Parts {
    private static final int LOOK_EVERY_MS = 60;
    private static final int TAIL_BYTES = 6000;
    private static final int TAIL_LINES = 20;

    private static final String STACK_FRAME = "\tat ";

    private Parts() {}

    /// Returns when the part is ready. A part that ends first, or takes longer than `limit`, is an error that carries
    /// the end of its log.
    public static void awaitReady(Part part, Process process, Duration limit) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(limit);
        while (!part.ready(process.toHandle())) {
            if (process.waitFor(LOOK_EVERY_MS, MILLISECONDS)) {
                throw new IOException(part.name() + " ended with exit code " + process.exitValue() + tail(part.log()));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException(
                        part.name() + " was not ready after " + limit.toSeconds() + " s" + tail(part.log()));
            }
        }
    }

    /// Ends the part: asked first, killed when it has not ended within `patience`.
    public static void end(Part part, Process process, Duration patience) throws IOException, InterruptedException {
        part.stop(process);
        if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// The last lines of a log since the last start, to be put behind an error message; empty when there are none.
    public static String tail(Path log) throws IOException {
        if (!Files.isReadable(log)) {
            return "";
        }
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - TAIL_BYTES));
            var text = new String(Channels.newInputStream(file).readAllBytes(), UTF_8);
            var lines = text.substring(Math.max(0, text.lastIndexOf(Children.START_MARK)))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(STACK_FRAME))
                    .toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .collect(Collectors.joining("\n    ", "\n  the end of " + log + ":\n    ", ""));
        }
    }
}
