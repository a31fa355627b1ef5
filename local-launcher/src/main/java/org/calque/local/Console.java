package org.calque.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Tells the person at the terminal what happens, and keeps the same lines in the log of the supervisor.
final class Console {
    private final Path log;

    Console(Path log) {
        this.log = log;
    }

    synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(
                    log,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A line about one part, aligned with the others.
    void say(String part, String what) {
        say("  %-9s %s".formatted(part, what));
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
