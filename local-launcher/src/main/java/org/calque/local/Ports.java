package org.calque.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/// All ports of a system, which follow from the port of its gateway.
///
/// @param base `CALQUE_PORT`
record Ports(int base) {
    private static final int HIGHEST_OFFSET = 22;
    private static final int HIGHEST_PORT = 65535;

    Ports {
        if (base < 1 || base + HIGHEST_OFFSET > HIGHEST_PORT) {
            throw new Complaint("CALQUE_PORT must be a number between 1 and " + (HIGHEST_PORT - HIGHEST_OFFSET)
                    + ", because the ports that follow it are used too");
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
        for (var entry : byUse(settings).entrySet()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.getValue()));
            } catch (BindException taken) {
                throw new Complaint("port " + entry.getValue() + " (" + entry.getKey()
                        + ") is in use by another program. Set CALQUE_PORT to another base port: the gateway has "
                        + base + " now, and the ports up to " + (base + HIGHEST_OFFSET) + " follow it.");
            }
        }
    }

    private Map<String, Integer> byUse(Settings settings) {
        var ports = new LinkedHashMap<String, Integer>();
        for (var service : Service.values()) {
            ports.put(service.partName(), http(service));
            ports.put("health of " + service.partName(), management(service));
        }
        if (settings.database().isEmpty()) {
            ports.put("PostgreSQL", postgres());
        }
        if (settings.kafkaBootstrap().isEmpty()) {
            ports.put("Kafka", kafka());
            ports.put("Kafka's controller", kafkaController());
        }
        return ports;
    }
}
