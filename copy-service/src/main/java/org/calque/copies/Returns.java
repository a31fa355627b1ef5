package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.calque.copies.CopyQueue.Return;
import org.jboss.logging.Logger;

/// Writes down with what workers come back: all that have come back meanwhile in one transaction, so that the more
/// ends at once, the less each end costs. What cannot be written down is tried again until it can.
@ApplicationScoped
class Returns {
    private static final Logger LOG = Logger.getLogger(Returns.class);
    private static final int MOST_AT_ONCE = 200;
    private static final long FIRST_PATIENCE_MILLIS = 100;
    private static final long LONGEST_PATIENCE_MILLIS = 2_000;
    private static final int AFTER_THE_WORKERS = 5_000;

    private final CopyQueue queue;
    private final Endings endings;
    private final LinkedBlockingQueue<Noted> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private record Noted(Return back, Runnable afterwards) {}

    Returns(CopyQueue queue, Endings endings) {
        this.queue = queue;
        this.endings = endings;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("copies-returns").daemon().start(this::run);
    }

    void stop(@Observes @Priority(AFTER_THE_WORKERS) ShutdownEvent stopped) {
        stopping.countDown();
    }

    /// A worker has come back from a copy.
    ///
    /// @param afterwards what is to be done when that is written down
    void put(Claimed job, Ending ending, Runnable afterwards) {
        waiting.add(new Noted(new Return(job, ending), afterwards));
    }

    /// Waits until all that has come back by now is written down, or the time is over.
    void flush(long millis) throws InterruptedException {
        var written = new CountDownLatch(1);
        waiting.add(new Noted(null, written::countDown));
        written.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                var first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    var batch = new ArrayList<>(List.of(first));
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    writeUntilItIsWritten(batch);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilItIsWritten(List<Noted> batch) throws InterruptedException {
        long patience = FIRST_PATIENCE_MILLIS;
        while (!write(batch) && !stopping.await(patience, TimeUnit.MILLISECONDS)) {
            patience = Math.min(2 * patience, LONGEST_PATIENCE_MILLIS);
        }
        batch.forEach(it -> it.afterwards.run());
    }

    private boolean write(List<Noted> batch) {
        var returns = batch.stream().map(Noted::back).filter(it -> it != null).toList();
        try {
            var ended = returns.isEmpty() ? Set.of() : queue.end(returns);
            for (var back : returns) {
                if (ended.contains(back.job().id()) && back.ending() instanceof Ending.Ended(var error)) {
                    endings.ended(back.job().id(), error);
                }
            }
            return true;
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("the ends of %d copies cannot be kept yet: %s", returns.size(), failure.getMessage());
            return false;
        }
    }
}
