package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.calque.copies.CopyQueue.Return;

/// With what workers came back, until it is written down: all that have come back meanwhile in one transaction, so that
/// the more ends at once, the less each end costs. Who puts something here sees to it that somebody takes it.
@ApplicationScoped
class Returns {
    private static final int MOST_AT_ONCE = 200;

    private final Endings endings;
    private final ConcurrentLinkedQueue<Noted> waiting = new ConcurrentLinkedQueue<>();

    /// @param afterwards what is to be done when it is written down
    record Noted(Return back, Runnable afterwards) {}

    Returns(Endings endings) {
        this.endings = endings;
    }

    /// A worker has come back from a copy.
    void put(Claimed job, Ending ending, Runnable afterwards) {
        waiting.add(new Noted(new Return(job, ending), afterwards));
    }

    /// Takes what has come back, at most so much as is well written down at once.
    List<Noted> take() {
        var batch = new ArrayList<Noted>();
        for (var next = waiting.poll(); next != null; next = batch.size() < MOST_AT_ONCE ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    /// All these are written down.
    ///
    /// @param ended the copies whose end that was
    void written(List<Noted> batch, Set<UUID> ended) {
        for (var noted : batch) {
            var back = noted.back;
            if (ended.contains(back.job().id()) && back.ending() instanceof Ending.Ended(var error)) {
                endings.ended(back.job().id(), error);
            }
            noted.afterwards.run();
        }
    }
}
