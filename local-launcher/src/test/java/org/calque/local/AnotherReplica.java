package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.calque.embedded.FreePorts;
import org.calque.embedded.Part;
import org.calque.embedded.Parts;

/// Another replica of a service of the system that the tests run, as a deployment has several: the same settings,
/// ports of its own.
public class AnotherReplica implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Settings settings;
    private final Part part;
    private final int port;
    private Process process;

    /// Returns when it is ready.
    ///
    /// @param partName as `./calque status` calls the service
    public AnotherReplica(RunningSystem system, String partName) throws IOException, InterruptedException {
        name = partName + "-2";
        settings = system.settings();
        var ports = FreePorts.find(2);
        port = ports.getFirst();
        part = like(first(settings, partName), settings.folders().log(name), port, ports.getLast());
        start();
    }

    /// Starts it again after its end. Returns when it is ready.
    public final void start() throws IOException, InterruptedException {
        process = part.start();
        Supervisor.ledger(settings).note(name, process);
        Parts.awaitReady(part, process, START_LIMIT);
    }

    /// Its process.
    public ProcessHandle process() {
        return process.toHandle();
    }

    public String baseUrl() {
        return "http://" + Settings.LOOPBACK + ":" + port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Parts.end(part, process, PATIENCE);
    }

    private static ServicePart first(Settings settings, String partName) throws IOException {
        return new LocalSystem(settings)
                .services().stream()
                        .map(ServicePart.class::cast)
                        .filter(service -> service.service().partName().equals(partName))
                        .findFirst()
                        .orElseThrow();
    }

    private static ServicePart like(ServicePart first, Path log, int port, int managementPort) {
        var environment = new HashMap<>(first.environment());
        environment.put("CALQUE_HTTP_PORT", String.valueOf(port));
        environment.put("CALQUE_MANAGEMENT_PORT", String.valueOf(managementPort));
        return new ServicePart(first.service(), first.folder(), first.classArchive(), log, managementPort, environment);
    }
}
