package org.calque.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// `down`: ends the system from another terminal, and what a killed supervisor has left behind.
final class Down {
    private static final int PATIENCE_SECONDS = 45;
    private final Settings settings;

    Down(Settings settings) {
        this.settings = settings;
    }

    void run() throws IOException, InterruptedException {
        var files = new RunFiles(settings.folders());
        var supervisor = files.supervisor();
        if (supervisor.isPresent()) {
            end(supervisor.get());
        }
        var left = Supervisor.ledger(settings).endAll();
        left.forEach(part -> System.out.println(part + " was left behind: ended"));
        files.clear();
        System.out.println(
                supervisor.isPresent() || left.iterator().hasNext()
                        ? "Calque is down"
                        : "Calque was not running in " + settings.home());
    }

    private static void end(ProcessHandle supervisor) throws IOException, InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, SECONDS);
        } catch (TimeoutException stubborn) {
            supervisor.destroyForcibly();
            supervisor.onExit().join();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
