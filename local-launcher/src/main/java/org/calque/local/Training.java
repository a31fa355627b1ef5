package org.calque.local;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.calque.embedded.Folders;

/// What follows a build: the system runs once for itself, with data of its own that is thrown away, so that every
/// service
/// leaves a [ClassArchive] behind.
final class Training {
    private final Settings settings;

    Training(Path root) throws IOException {
        this.settings = new Settings(
                root,
                root.resolve("target/training"),
                Ports.findFree(),
                Settings.LOOPBACK,
                Optional.empty(),
                Optional.empty(),
                Settings.Purpose.TRAINING);
    }

    void run() throws IOException, SQLException, InterruptedException {
        Supervisor.ledger(settings).endAll();
        Folders.delete(settings.home());
        var supervisor = new Supervisor(settings, new Console(settings.folders().log("calque")));
        var stop = new Thread(() -> stop(supervisor));
        Runtime.getRuntime().addShutdownHook(stop);
        supervisor.start();
        new Administrator(settings).makeKeyOnce();
        supervisor.stop();
        for (var service : Service.values()) {
            new LocalSystem(settings).classArchive(service).keep();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        Folders.delete(settings.home());
    }

    private static void stop(Supervisor supervisor) {
        try {
            supervisor.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
