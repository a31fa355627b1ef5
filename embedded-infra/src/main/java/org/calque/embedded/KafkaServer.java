package org.calque.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An embedded Kafka: [KafkaBroker] in a JVM of its own with its own class path, reachable on 127.0.0.1 only.
///
/// @param root   the checkout; the broker's jars are under `embedded-infra/target/lib`
/// @param folder its own folder; what it keeps is in `data` below it
public record KafkaServer(Path root, Path folder, Path log, int port, int controllerPort) implements Part {
    static final String READY = "ready";

    @Override
    public String name() {
        return "kafka";
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Process start() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(READY));
        var command = Java.command(root, List.of("-Xms32m", "-Xmx160m"), KafkaBroker.class);
        command.addAll(List.of(folder.toString(), String.valueOf(port), String.valueOf(controllerPort)));
        return Children.start(command, folder, log, Map.of("MALLOC_ARENA_MAX", "2"));
    }

    @Override
    public boolean ready(ProcessHandle process) throws IOException {
        var ready = folder.resolve(READY);
        return Files.exists(ready) && Files.readString(ready).equals(String.valueOf(process.pid()));
    }
}
