package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the processes of the system are started, all in one way.
public final class Children {
    /// Begins the line that a log gets at every start.
    static final String START_MARK = "=== started ";

    private static final long LARGE_LOG_BYTES = 16 << 20;

    private Children() {}

    /// Starts a command in a session of its own, so that a Ctrl-C at the terminal reaches its starter only, which then
    /// ends the parts in good order. What it prints is added to `log`.
    ///
    /// @param environment added to the environment of this JVM
    public static Process start(List<String> command, Path folder, Path log, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > LARGE_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                log,
                START_MARK + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        var inSession = new ArrayList<>(List.of("setsid"));
        inSession.addAll(command);
        var builder = new ProcessBuilder(inSession)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
