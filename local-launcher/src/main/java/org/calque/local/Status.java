package org.calque.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.calque.embedded.Part;

/// `status`: one line per part, and what the sandbox of projects can do on this machine.
final class Status {
    private static final String LINE = "%-10s %8s %10s %10s  %s%n";
    private final Settings settings;

    Status(Settings settings) {
        this.settings = settings;
    }

    /// @return whether all parts are ready
    boolean print() throws IOException {
        var running = Supervisor.ledger(settings).alive();
        var supervisor = new RunFiles(settings.folders()).supervisor();
        if (supervisor.isEmpty() && running.isEmpty()) {
            System.out.println("Calque is not running in " + settings.home());
            return false;
        }
        System.out.println("Calque at " + settings.url() + ", data in " + settings.home());
        System.out.printf(LINE, "part", "pid", "memory", "up", "ready");
        var sum = 0L;
        var allReady = supervisor.isPresent();
        for (var part : expected()) {
            var process = running.get(part.name());
            var ready = process != null && part.ready(process);
            allReady &= ready;
            sum += print(part.name(), process, ready ? "yes" : "no");
        }
        if (supervisor.isPresent()) {
            sum += print("supervisor", supervisor.get(), "yes");
        } else {
            System.out.println("The supervisor was killed: ./calque down ends what it left behind.");
        }
        System.out.printf(LINE, "all", "", Memory.text(sum), "", allReady ? "yes" : "no");
        printSandbox();
        return allReady;
    }

    private List<Part> expected() throws IOException {
        var system = new LocalSystem(settings);
        return Stream.concat(system.infrastructure().stream(), system.services().stream())
                .toList();
    }

    private static long print(String part, ProcessHandle process, String ready) {
        if (process == null) {
            System.out.printf(LINE, part, "-", "-", "-", ready);
            return 0;
        }
        var bytes = Memory.of(process, part.equals(LocalSystem.POSTGRES));
        var up = Duration.between(process.info().startInstant().orElseGet(Instant::now), Instant.now());
        System.out.printf(LINE, part, process.pid(), Memory.text(bytes), text(up), ready);
        return bytes;
    }

    /// What the health of projects-service says about its runtime.
    private void printSandbox() throws IOException {
        var port = settings.ports().management(Service.PROJECTS);
        if (!ServicePart.isReady(port)) {
            return;
        }
        var health = new ObjectMapper().readTree(Http.get(port, "/q/health").body());
        for (var check : health.path("checks")) {
            for (Map.Entry<String, JsonNode> data : check.path("data").properties()) {
                if (data.getKey().startsWith("<")) {
                    continue;
                }
                System.out.println(
                        "projects: " + data.getKey() + " = " + data.getValue().asText());
            }
        }
    }

    private static String text(Duration up) {
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " min";
        }
        return up.toMinutes() > 0 ? up.toMinutes() + " min" : up.toSeconds() + " s";
    }
}
