package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.calque.embedded.Roles;
import org.calque.embedded.Secrets;
import org.calque.embedded.SigningKeys;

/// What a system keeps on disk: the folders below `CALQUE_HOME`.
///
/// Only the path to the homes of projects may be passed by others than the owner, because commands in a project run as
/// somebody else; nobody but the owner can list it.
record Home(Path folder) {
    private static final String OWNER_ONLY = "rwx------";
    private static final String PASSABLE = "rwx--x--x";

    Path logs() {
        return folder.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path projects() {
        return folder.resolve("projects");
    }

    /// What is true only while the system runs.
    Path run() {
        return folder.resolve("run");
    }

    Path apiKey() {
        return folder.resolve("api-key");
    }

    Path adminPassword() {
        return secret("admin-password");
    }

    Path signingKey() {
        return secret("signing-key.pem");
    }

    /// From which the secrets of webhooks are made.
    Path webhookKey() {
        return secret("webhook-key");
    }

    Path jwks() {
        return secret("jwks.json");
    }

    /// By which copy-service asks projects-service in its own name.
    Path copyKey() {
        return secret("copy-key.pem");
    }

    /// The public halves of the keys of services.
    Path servicesJwks() {
        return secret("services-jwks.json");
    }

    /// Makes what is missing; what is there stays as it is.
    void prepare() throws IOException {
        makeFolder(folder, PASSABLE);
        makeFolder(projects(), PASSABLE);
        for (var own : new Path[] {logs(), run(), secrets(), postgres(), kafka()}) {
            makeFolder(own, OWNER_ONLY);
        }
        if (!Files.exists(signingKey())) {
            SigningKeys.make(signingKey(), jwks());
        }
        if (!Files.exists(copyKey())) {
            SigningKeys.make(copyKey(), servicesJwks());
        }
        Secrets.readOrMake(adminPassword());
        Secrets.readOrMake(webhookKey());
        databasePasswords();
    }

    /// The passwords of the login roles, by the name of the service in the database.
    Map<String, String> databasePasswords() throws IOException {
        var passwords = Roles.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> ""));
        for (var entry : passwords.entrySet()) {
            entry.setValue(Secrets.readOrMake(secret("database-" + entry.getKey())));
        }
        return passwords;
    }

    String databaseAdminPassword() throws IOException {
        return Secrets.readOrMake(secret("database-admin"));
    }

    private Path secrets() {
        return folder.resolve("secrets");
    }

    private Path secret(String name) {
        return secrets().resolve(name);
    }

    private static void makeFolder(Path folder, String permissions) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }
}
