package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.calque.embedded.KafkaServer;
import org.calque.embedded.Part;
import org.calque.embedded.PostgresServer;
import org.calque.embedded.Roles;

/// What the system on this machine consists of, as the settings want it.
final class LocalSystem {
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";
    private final Settings settings;
    private final Home home;

    LocalSystem(Settings settings) {
        this.settings = settings;
        this.home = settings.folders();
    }

    /// PostgreSQL and Kafka, as far as they are not the person's own.
    List<Part> infrastructure() throws IOException {
        var parts = new ArrayList<Part>();
        if (settings.database().isEmpty()) {
            parts.add(postgres());
        }
        if (settings.kafkaBootstrap().isEmpty()) {
            parts.add(new KafkaServer(
                    settings.root(),
                    home.kafka(),
                    home.log(KAFKA),
                    settings.ports().kafka(),
                    settings.ports().kafkaController()));
        }
        return parts;
    }

    List<Part> services() throws IOException {
        var parts = new ArrayList<Part>();
        for (var service : Service.values()) {
            parts.add(new ServicePart(
                    service,
                    application(service),
                    classArchive(service),
                    home.log(service.partName()),
                    settings.ports().management(service),
                    environment(service)));
        }
        return parts;
    }

    ClassArchive classArchive(Service service) {
        return new ClassArchive(application(service), settings.purpose() == Settings.Purpose.TRAINING);
    }

    private Path application(Service service) {
        return settings.root().resolve(service.module()).resolve("target/quarkus-app");
    }

    /// Database, roles and schemas; what is there stays.
    void prepareDatabase() throws IOException, SQLException {
        if (settings.database().isPresent()) {
            try (var admin = settings.database().get().connect()) {
                Roles.prepare(admin, home.databasePasswords());
            }
            return;
        }
        var postgres = postgres();
        try (var admin = postgres.connect(POSTGRES)) {
            Roles.createDatabase(admin, PostgresServer.DATABASE);
        }
        try (var admin = postgres.connect(PostgresServer.DATABASE)) {
            Roles.prepare(admin, home.databasePasswords());
        }
    }

    private PostgresServer postgres() throws IOException {
        return new PostgresServer(
                programs(),
                home.postgres(),
                home.log(POSTGRES),
                settings.ports().postgres(),
                home.databaseAdminPassword(),
                settings.purpose() == Settings.Purpose.USE);
    }

    /// Where PostgreSQL's programs are unpacked: with the data, so that a clean build takes them from no running
    /// system.
    private Path programs() {
        return home.postgres().resolve("programs");
    }

    /// The settings of a service, the same ones that a deployment on Kubernetes sets.
    private Map<String, String> environment(Service service) throws IOException {
        var ports = settings.ports();
        var environment = new HashMap<String, String>();
        for (var other : Service.values()) {
            environment.put(other.urlVariable(), "http://" + Settings.LOOPBACK + ":" + ports.http(other));
        }
        var url =
                settings.database().map(ExternalDatabase::url).orElse(postgres().url(PostgresServer.DATABASE));
        environment.putAll(Map.of(
                "CALQUE_HTTP_HOST", service == Service.GATEWAY ? settings.host() : Settings.LOOPBACK,
                "CALQUE_HTTP_PORT", String.valueOf(ports.http(service)),
                "CALQUE_MANAGEMENT_PORT", String.valueOf(ports.management(service)),
                "CALQUE_DATABASE_URL", url,
                "CALQUE_KAFKA_BOOTSTRAP", settings.kafkaBootstrap().orElse(Settings.LOOPBACK + ":" + ports.kafka()),
                "CALQUE_INTERNAL_JWKS", home.jwks().toString(),
                "CALQUE_PROJECTS_DIR", home.projects().toString(),
                "MALLOC_ARENA_MAX", "2"));
        if (System.getenv("CALQUE_PUBLIC_URL") == null) {
            environment.put("CALQUE_PUBLIC_URL", settings.url());
        }
        // Nothing is left of somebody who may make roles.
        environment.put("CALQUE_DATABASE_USER", "");
        environment.put("CALQUE_DATABASE_PASSWORD", "");
        if (service.hasDatabase()) {
            environment.put("CALQUE_DATABASE_USER", Roles.of(service.databaseName()));
            environment.put("CALQUE_DATABASE_PASSWORD", home.databasePasswords().get(service.databaseName()));
        }
        switch (service) {
            case GATEWAY ->
                environment.put("CALQUE_SIGNING_KEY", home.signingKey().toString());
            case PROJECTS ->
                environment.put("CALQUE_SERVICES_JWKS", home.servicesJwks().toString());
            case ACCOUNTS -> {
                environment.put("CALQUE_ADMIN_EMAIL", Administrator.EMAIL);
                environment.put(
                        "CALQUE_ADMIN_PASSWORD_FILE", home.adminPassword().toString());
            }
            case COPY -> {
                environment.put("CALQUE_SERVICE_KEY", home.copyKey().toString());
                environment.put(
                        "CALQUE_COPIES_WEBHOOKS_KEY_FILE", home.webhookKey().toString());
            }
            default -> {}
        }
        return environment;
    }
}
