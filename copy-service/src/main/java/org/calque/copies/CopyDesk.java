package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.IdempotencyKeys;
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
    private final IdempotencyKeys keys;
    private final Clock time = Clock.systemUTC();

    CopyDesk(
            CopyRepository copies,
            CopyLimits limits,
            Workers workers,
            QueueClock clock,
            Endings endings,
            IdempotencyKeys keys) {
        this.keys = keys;
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
        var waits = wait && copy.scheduled == null;
        return keys.current()
                .map(key -> takeOnce(copy, key, new Request(wish, waits)))
                .orElseGet(() -> takeNew(copy, waits));
    }

    /// What must be the same for a request to be the same.
    private record Request(CopyWish wish, boolean waits) {}

    private Taken takeOnce(Copy copy, String key, Request request) {
        var unusable = Repeatable.refusal(key);
        if (unusable.isPresent()) {
            return new Taken.Declined(unusable.get());
        }
        var kept = copies.addOnce(copy, Repeatable.of(key, request));
        if (kept.isEmpty()) {
            return new Taken.Declined(Repeatable.OTHER_REQUEST);
        }
        announce(copy);
        if (!request.waits) {
            return new Taken.Queued(kept.get());
        }
        if (copies.visible(kept.get()).isEmpty()) {
            return declined(Reason.CONFLICT, "the copy of this Idempotency-Key is gone");
        }
        endings.expect(kept.get());
        try {
            return ending(kept.get(), endings.await(kept.get()));
        } finally {
            endings.forget(kept.get());
        }
    }

    private Taken takeNew(Copy copy, boolean waits) {
        if (!waits) {
            copies.add(copy);
            announce(copy);
            return new Taken.Queued(copy.id);
        }
        endings.expect(copy.id);
        try {
            copies.add(copy);
            announce(copy);
            return ending(copy.id, endings.await(copy.id));
        } finally {
            endings.forget(copy.id);
        }
    }

    /// Tells those who are to carry it out, here; others hear of it by its fact.
    void announce(Copy copy) {
        if (copy.waitsForItsTime()) {
            clock.added(copy.due);
        } else {
            workers.wake();
        }
    }

    private static Taken declined(Reason reason, String words) {
        return new Taken.Declined(Outcome.refused(reason, words));
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
