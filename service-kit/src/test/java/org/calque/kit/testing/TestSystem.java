package org.calque.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.calque.embedded.TestInfra;
import org.calque.messages.Service;

/// Gives the service under test a PostgreSQL database of its own, Kafka, keys for internal tokens and free ports:
/// `@QuarkusTestResource(TestSystem.class)`.
public class TestSystem implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var config = new TreeMap<>(infraOf(serviceUnderTest()));
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    @Override
    public void stop() {
        // PostgreSQL and Kafka serve the whole build and end with it.
    }

    private static Map<String, String> infraOf(Service service) {
        return switch (service) {
            case GATEWAY -> TestInfra.keysAndKafka();
            case COPY -> TestInfra.configFor("copies");
            default -> TestInfra.configFor(service.name().toLowerCase(Locale.ROOT));
        };
    }

    private static Service serviceUnderTest() {
        var properties = new Properties();
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            properties.load(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("application.properties cannot be read", unreadable);
        }
        return Service.valueOf(properties.getProperty("calque.service"));
    }
}
