package org.calque.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the person decided by environment variables, with the defaults of everything else.
///
/// @param root           the checkout
/// @param home           where the data of this system is: `CALQUE_HOME`
/// @param host           where the gateway listens: `CALQUE_HTTP_HOST`; all else is on 127.0.0.1 whatever it says
/// @param database       a PostgreSQL of the person's own instead of the embedded one
/// @param kafkaBootstrap a Kafka of the person's own instead of the embedded one
record Settings(
        Path root,
        Path home,
        Ports ports,
        String host,
        Optional<ExternalDatabase> database,
        Optional<String> kafkaBootstrap,
        Purpose purpose) {
    private static final String DEFAULT_PORT = "8080";
    static final String LOOPBACK = "127.0.0.1";

    /// What the system is brought up for. Only what people use has to survive a loss of power.
    enum Purpose {
        USE,
        TESTS,
        TRAINING
    }

    static Settings from(Path root, Map<String, String> environment) {
        var given = new Given(environment);
        return new Settings(
                root,
                root.resolve(given.get("CALQUE_HOME").orElse(".calque")).toAbsolutePath(),
                new Ports(number(given.get("CALQUE_PORT").orElse(DEFAULT_PORT))),
                given.get("CALQUE_HTTP_HOST").orElse(LOOPBACK),
                given.get("CALQUE_DATABASE_URL")
                        .map(url -> ExternalDatabase.of(
                                url, given.get("CALQUE_DATABASE_USER"), given.get("CALQUE_DATABASE_PASSWORD"))),
                given.get("CALQUE_KAFKA_BOOTSTRAP"),
                Purpose.USE);
    }

    Home folders() {
        return new Home(home);
    }

    /// Where clients on this machine find the gateway.
    String url() {
        return "http://" + LOOPBACK + ":" + ports.http(Service.GATEWAY);
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new Complaint("CALQUE_PORT is not a number: " + port, e);
        }
    }

    /// A variable that is set to nothing counts as not set.
    private record Given(Map<String, String> environment) {
        Optional<String> get(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }
    }
}
