package org.calque.local;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `up`: brings the system up and keeps it so until this process is told to end.
final class Up {
    private static final int LOOK_EVERY_MS = 200;
    private final Settings settings;
    private final RunFiles files;

    Up(Settings settings) {
        this.settings = settings;
        this.files = new RunFiles(settings.folders());
    }

    /// @param closeOutput when all is ready nobody reads what this process prints
    void run(boolean closeOutput) throws IOException, SQLException, InterruptedException {
        settings.folders().prepare();
        var lock = files.takeOver();
        if (lock.isEmpty()) {
            awaitTheOther();
            return;
        }
        var console = new Console(settings.folders().log("calque"));
        var supervisor = new Supervisor(settings, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, console)));
        var began = Instant.now();
        console.say("Calque starts; its data is in " + settings.home());
        supervisor.start();
        new Administrator(settings).makeKeyOnce();
        files.sayReady();
        console.say("Calque is ready after " + Console.seconds(Duration.between(began, Instant.now())) + ": "
                + settings.url());
        console.say("  API key   in " + settings.folders().apiKey() + " (./calque key prints it)");
        console.say("  password  of " + Administrator.EMAIL + " in "
                + settings.folders().adminPassword());
        if (closeOutput) {
            System.out.close();
            System.err.close();
        }
        new CountDownLatch(1).await();
    }

    /// Another supervisor has this home: returns when it is ready too.
    private void awaitTheOther() throws IOException, InterruptedException {
        var other = files.supervisor();
        while (!files.isReady()) {
            other = files.supervisor();
            if (other.isEmpty()) {
                throw new Complaint("another ./calque up has just ended; its log is "
                        + settings.folders().log("calque"));
            }
            awaitExit(other.get());
        }
        System.out.println("Calque is running already: " + settings.url());
    }

    private static void awaitExit(ProcessHandle process) throws InterruptedException {
        var ended = new CountDownLatch(1);
        process.onExit().thenRun(ended::countDown);
        ended.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void stop(Supervisor supervisor, Console console) {
        try {
            console.say("Calque stops");
            supervisor.stop();
            files.clear();
            console.say("Calque has stopped");
        } catch (IOException | InterruptedException e) {
            console.say("Calque could not stop in good order: " + e);
        }
    }
}
