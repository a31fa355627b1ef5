package org.calque.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// All ports of a system, which follow from the port of its gateway.
///
/// @param base `CALQUE_PORT`
record Ports(int base) {
    private static final int HIGHEST_OFFSET = 22;
    private static final int HIGHEST_PORT = 65535;
    private static final int LOWEST_TO_FIND = 20_000;
    private static final int HIGHEST_TO_FIND = 32_000;
    private static final String POSTGRES = "PostgreSQL";
    private static final String KAFKA = "Kafka";
    private static final String KAFKA_CONTROLLER = "Kafka's controller";

    Ports {
        if (base < 1 || base + HIGHEST_OFFSET > HIGHEST_PORT) {
            throw new Complaint("CALQUE_PORT must be a number between 1 and " + (HIGHEST_PORT - HIGHEST_OFFSET)
                    + ", because the ports that follow it are used too");
        }
    }

    /// Ports for a system that nobody has to find: all of them free now.
    static Ports findFree() throws IOException {
        while (true) {
            var ports = new Ports(ThreadLocalRandom.current().nextInt(LOWEST_TO_FIND, HIGHEST_TO_FIND));
            if (ports.firstInUse(ports.all()).isEmpty()) {
                return ports;
            }
        }
    }

    int http(Service service) {
        return base + service.number();
    }

    int management(Service service) {
        return base + 10 + service.number();
    }

    int postgres() {
        return base + 20;
    }

    int kafka() {
        return base + 21;
    }

    int kafkaController() {
        return base + HIGHEST_OFFSET;
    }

    /// Complains about the first port that somebody else listens on.
    void mustBeFree(Settings settings) throws IOException {
        var ports = all();
        if (settings.database().isPresent()) {
            ports.remove(POSTGRES);
        }
        if (settings.kafkaBootstrap().isPresent()) {
            ports.remove(KAFKA);
            ports.remove(KAFKA_CONTROLLER);
        }
        var taken = firstInUse(ports);
        if (taken.isPresent()) {
            throw new Complaint("port " + ports.get(taken.get()) + " (" + taken.get()
                    + ") is in use by another program. Set CALQUE_PORT to another base port: the gateway has "
                    + base + " now, and the ports up to " + (base + HIGHEST_OFFSET) + " follow it.");
        }
    }

    private Optional<String> firstInUse(Map<String, Integer> ports) throws IOException {
        for (var entry : ports.entrySet()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.getValue()));
            } catch (BindException taken) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /// All ports, each under the name of what has it.
    private Map<String, Integer> all() {
        var ports = new LinkedHashMap<String, Integer>();
        for (var service : Service.values()) {
            ports.put(service.partName(), http(service));
            ports.put("health of " + service.partName(), management(service));
        }
        ports.put(POSTGRES, postgres());
        ports.put(KAFKA, kafka());
        ports.put(KAFKA_CONTROLLER, kafkaController());
        return ports;
    }
}
