package org.calque.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/// The `main` of the process that holds PostgreSQL and Kafka for the tests of one build.
final class InfraMain {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final String READY = "ready";

    private InfraMain() {}

    /// Starts it so that it outlives this JVM, and returns when it is ready.
    ///
    /// @param folder   what was left in it by an earlier one is ended and deleted
    /// @param buildPid when this process ends, and all others that said they use it, then it ends too
    static InfraAddress startDetached(Path root, Path folder, long buildPid) throws IOException, InterruptedException {
        var run = folder.resolve("run");
        Files.createDirectories(run);
        new Ledger(run.resolve("processes")).endAll();
        Folders.delete(run);
        Files.createDirectories(run);

        var command = Java.command(root, List.of("-Xms16m", "-Xmx48m", "-XX:TieredStopAtLevel=1"), InfraMain.class);
        command.addAll(List.of(root.toString(), folder.toString(), String.valueOf(buildPid)));
        var log = folder.resolve("infra.log");
        var process = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .directory(folder.toFile())
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            if (!READY.equals(out.readLine())) {
                process.waitFor();
                throw new IOException("PostgreSQL and Kafka for the tests did not start" + Parts.tail(log));
            }
        }
        return InfraAddress.read(folder).orElseThrow(() -> new IOException("the test infrastructure ended at once"));
    }

    /// @param arguments the checkout, the folder of the infrastructure, the process of the build
    public static void main(String[] arguments) throws Exception {
        var root = Path.of(arguments[0]);
        var folder = Path.of(arguments[1]);
        var run = folder.resolve("run");
        var ledger = new Ledger(run.resolve("processes"));
        var processes = new ArrayList<Process>();
        var parts = parts(root, folder, run);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(parts, processes, run)));

        for (var part : parts) {
            var process = part.start();
            processes.add(process);
            ledger.note(part.name(), process);
        }
        for (var i = 0; i < parts.size(); i++) {
            Parts.awaitReady(parts.get(i), processes.get(i), START_LIMIT);
        }
        var control = new InfraControl((PostgresServer) parts.get(0), ((KafkaServer) parts.get(1)).bootstrap(), run);
        control.start();
        control.users().add(Long.parseLong(arguments[2]));
        System.out.println(READY);
        System.out.close();
        control.users().awaitNone();
        System.exit(0);
    }

    private static List<Part> parts(Path root, Path folder, Path run) throws IOException {
        var ports = FreePorts.find(3);
        var postgres = new PostgresServer(
                folder.resolve("postgres-programs"),
                run.resolve("postgres"),
                folder.resolve("postgres.log"),
                ports.get(0),
                Secrets.random(),
                false);
        var kafka =
                new KafkaServer(root, run.resolve("kafka"), folder.resolve("kafka.log"), ports.get(1), ports.get(2));
        return List.of(postgres, kafka);
    }

    private static void end(List<Part> parts, List<Process> processes, Path run) {
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < processes.size(); i++) {
                var part = parts.get(i);
                var process = processes.get(i);
                both.submit(() -> {
                    Parts.end(part, process, STOP_LIMIT);
                    return part;
                });
            }
        }
        try {
            Folders.delete(run);
        } catch (IOException e) {
            System.err.println("could not delete " + run + ": " + e);
        }
    }
}
