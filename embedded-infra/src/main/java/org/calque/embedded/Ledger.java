package org.calque.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// The processes that were started, on disk: who comes after a starter that was killed can end what it left behind.
public final class Ledger {
    private static final int PATIENCE_SECONDS = 10;
    private final Path file;

    public Ledger(Path file) {
        this.file = file;
    }

    /// Notes a process under the name of its part; a later one of the same name takes its place.
    public synchronized void note(String part, Process process) throws IOException {
        var id = ProcessId.of(process.pid());
        if (id.isPresent()) {
            Files.writeString(
                    file, part + " " + id.get() + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /// The noted processes that still run, by the name of their part.
    public synchronized Map<String, ProcessHandle> alive() throws IOException {
        var alive = new LinkedHashMap<String, ProcessHandle>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var space = line.indexOf(' ');
                ProcessId.parse(line.substring(space + 1))
                        .alive()
                        .ifPresent(process -> alive.put(line.substring(0, space), process));
            }
        }
        return alive;
    }

    public synchronized void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /// Ends every noted process that still runs and empties the ledger.
    ///
    /// @return the names of the parts that were found running
    public synchronized Iterable<String> endAll() throws IOException, InterruptedException {
        var left = alive();
        left.values().forEach(ProcessHandle::destroy);
        for (var process : left.values()) {
            try {
                process.onExit().get(PATIENCE_SECONDS, SECONDS);
            } catch (TimeoutException stubborn) {
                process.destroyForcibly();
                process.onExit().join();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        clear();
        return left.keySet();
    }
}
