package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.calque.embedded.FreePorts;
import org.calque.embedded.Part;
import org.calque.embedded.Parts;

/// Another gateway of the system that the tests run, as a deployment has several: the same settings, ports of its own.
public final class SecondGateway implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String NAME = "gateway-2";

    private final Part part;
    private final Process process;
    private final int port;

    /// Returns when it is ready.
    public SecondGateway(RunningSystem system) throws IOException, InterruptedException {
        var settings = system.settings();
        var ports = FreePorts.find(2);
        port = ports.getFirst();
        part = like(gatewayOf(settings), settings.folders().log(NAME), port, ports.getLast());
        process = part.start();
        Supervisor.ledger(settings).note(NAME, process);
        Parts.awaitReady(part, process, START_LIMIT);
    }

    public String baseUrl() {
        return "http://" + Settings.LOOPBACK + ":" + port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Parts.end(part, process, PATIENCE);
    }

    private static ServicePart gatewayOf(Settings settings) throws IOException {
        return new LocalSystem(settings)
                .services().stream()
                        .map(ServicePart.class::cast)
                        .filter(service -> service.service() == Service.GATEWAY)
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
