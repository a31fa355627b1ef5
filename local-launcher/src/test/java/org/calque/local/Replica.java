package org.calque.local;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.calque.embedded.FreePorts;
import org.calque.embedded.Part;
import org.calque.embedded.Parts;

/// Another process of a service of the system that the tests run, as a deployment has several: the same settings, ports
/// of its own.
final class Replica implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Part part;
    private final Process process;
    private final int port;

    /// Returns when it is ready.
    ///
    /// @param settings over those of the first one
    Replica(RunningSystem system, Service service, Map<String, String> settings)
            throws IOException, InterruptedException {
        var name = service.partName() + "-2";
        var ports = FreePorts.find(2);
        port = ports.getFirst();
        var first = first(system.settings(), service);
        var environment = new HashMap<>(first.environment());
        environment.put("CALQUE_HTTP_PORT", String.valueOf(port));
        environment.put("CALQUE_MANAGEMENT_PORT", String.valueOf(ports.getLast()));
        environment.putAll(settings);
        part = new ServicePart(
                service,
                first.folder(),
                first.classArchive(),
                system.settings().folders().log(name),
                ports.getLast(),
                environment);
        process = part.start();
        Supervisor.ledger(system.settings()).note(name, process);
        Parts.awaitReady(part, process, START_LIMIT);
    }

    String url() {
        return "http://" + Settings.LOOPBACK + ":" + port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Ends it with SIGKILL and returns when it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Parts.end(part, process, PATIENCE);
    }

    private static ServicePart first(Settings settings, Service service) throws IOException {
        return new LocalSystem(settings)
                .services().stream()
                        .map(ServicePart.class::cast)
                        .filter(it -> it.service() == service)
                        .findFirst()
                        .orElseThrow();
    }
}
