package org.calque.projects.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.kit.Unavailable;
import org.calque.projects.ProjectsConfig;

/// Lets so many transfers go on at the same time: each holds a buffer and an open file.
@ApplicationScoped
public class Turns {
    private final Semaphore places;
    private final Duration patience;

    Turns(ProjectsConfig config) {
        this.places = new Semaphore(config.files().transfers(), true);
        this.patience = config.files().transferPatience();
    }

    /// To be closed at the end of the transfer, once.
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    public Turn take() {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("too many files are on their way; try again soon", null);
            }
            return places::release;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
    }
}
