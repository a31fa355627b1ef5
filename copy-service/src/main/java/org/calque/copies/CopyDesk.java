package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// Where wishes are taken in, by whichever call they came: checked, kept, and waited for by those who want to.
@ApplicationScoped
class CopyDesk {
    private final CopyRepository copies;
    private final CopyLimits limits;
    private final Workers workers;
    private final QueueClock clock;
    private final Endings endings;
    private final Clock time = Clock.systemUTC();

    CopyDesk(CopyRepository copies, CopyLimits limits, Workers workers, QueueClock clock, Endings endings) {
        this.copies = copies;
        this.limits = limits;
        this.workers = workers;
        this.clock = clock;
        this.endings = endings;
    }

    /// What became of a wish.
    sealed interface Taken {
        /// It cannot be carried out, whatever is in the projects.
        record Declined(Outcome why) implements Taken {}

        /// It is kept and will be carried out.
        record Queued(UUID id) implements Taken {}

        /// It was waited for and is done.
        record Succeeded() implements Taken {}

        /// It was waited for and is not done.
        record Failed(Outcome why) implements Taken {}
    }

    /// @param wait answer when it has ended; what is scheduled is never waited for
    Taken take(CopyWish wish, Caller caller, boolean wait) {
        var copy = Copy.wished(wish, caller, time.instant(), limits.keep());
        var refusal = new CopyChecks(limits).refusal(copy);
        if (refusal.isPresent()) {
            return new Taken.Declined(refusal.get());
        }
        if (!wait || copy.scheduled != null) {
            add(copy);
            return new Taken.Queued(copy.id);
        }
        endings.expect(copy.id);
        try {
            add(copy);
            return ending(copy.id, endings.await(copy.id));
        } finally {
            endings.forget(copy.id);
        }
    }

    private void add(Copy copy) {
        copies.add(copy);
        if (copy.waitsForItsTime()) {
            clock.added(copy.due);
        } else {
            workers.handOver(copy.id, copy.targetProjectId);
        }
    }

    private Taken ending(UUID copy, Optional<Endings.Ended> ended) {
        if (ended.isEmpty()) {
            return failed("the copy has not ended within "
                    + limits.longestWait().toSeconds() + " seconds; it goes on as copy_path_id='" + copy + "'");
        }
        return ended.get().error() == null
                ? new Taken.Succeeded()
                : failed(ended.get().error());
    }

    private static Taken failed(String words) {
        return new Taken.Failed(Outcome.refused(Reason.FAILED, words));
    }
}
