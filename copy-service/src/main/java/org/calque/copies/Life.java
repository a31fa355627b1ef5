package org.calque.copies;

import static org.calque.copies.Step.STAYS;

import java.time.Duration;
import java.time.Instant;
import org.calque.copies.Step.Becomes;
import org.calque.copies.Step.Goes;
import org.calque.messages.facts.CopyCancelled;
import org.calque.messages.facts.CopyDeleted;
import org.calque.messages.facts.CopyFinished;
import org.calque.messages.facts.CopyPostponed;
import org.calque.messages.facts.CopyQueued;
import org.calque.messages.facts.CopyStarted;

/// Every decision in the life of a copy, and nothing else: no clock, no database, no threads. [CopyQueue] carries
/// the decisions out on rows that it has locked; a simulation carries them out through all that can go wrong.
///
/// ```
/// requested (queuedAt null) -> queued -> running (worker, leaseUntil, turn) -> ended (error null: success)
///     ^                            ^---------- given back, or lost -----'|
///     '------------- put off, due at a later time -----------------------'
/// ```
///
/// @param lease    how long a worker holds a copy without renewing
/// @param attempts how often a copy is begun before it fails because its workers were lost each time
/// @param backOff  how a copy is put off
record Life(Duration lease, int attempts, BackOff backOff) {
    static final String CANCELLED = "the copy was cancelled";

    /// The time of a scheduled copy has come.
    Step queue(CopyState copy, Instant now) {
        return copy.queuedAt() == null && copy.finished() == null && !now.isBefore(copy.due())
                ? new Becomes(copy.queued(now), queuedFact(copy))
                : STAYS;
    }

    /// A worker takes it. That no other copy into the target is running is for the caller to see to: it is about
    /// more than one row.
    Step claim(CopyState copy, Instant now, String worker, long turn) {
        if (!copy.isWaiting() || now.isBefore(copy.due())) {
            return STAYS;
        }
        var attempts = isOnlyToEnd(copy) ? copy.attempts() : copy.attempts() + 1;
        var fact = copy.stoppedAt() == null ? new CopyStarted(copy.id(), copy.source(), copy.target(), attempts) : null;
        return new Becomes(copy.claimed(worker, turn, now, now.plus(lease), attempts), fact);
    }

    /// Whether a worker shall not make the copy any more, but only see to it that nothing of earlier attempts is
    /// alive and then end it. Nobody else may: a worker that was lost may come back when all think that the copy
    /// has ended.
    boolean isOnlyToEnd(CopyState copy) {
        return copy.stoppedAt() != null || isHopeless(copy);
    }

    private boolean isHopeless(CopyState copy) {
        return copy.isWaiting() && copy.attempts() >= attempts;
    }

    /// What is said of a copy that is only to be ended.
    static String lastWord(CopyState copy) {
        return copy.cancelledAt() != null
                ? CANCELLED
                : "the copy was begun " + copy.attempts() + " times, and each time its worker was lost";
    }

    /// A worker that is still at it says so. One whose copy is not wanted any more has nothing to hold.
    Step renew(CopyState copy, Instant now, String worker, long turn) {
        var stopped = copy.stoppedAt();
        var stoppedMeanwhile = stopped != null && copy.started() != null && stopped.isAfter(copy.started());
        return copy.isHeldBy(worker, turn) && !stoppedMeanwhile
                ? new Becomes(copy.renewed(now.plus(lease)), null)
                : STAYS;
    }

    /// A worker comes back. Under a turn that is no longer the newest it has no say.
    Step end(CopyState copy, Instant now, String worker, long turn, Ending ending) {
        if (!copy.isHeldBy(worker, turn)) {
            return STAYS;
        }
        return switch (ending) {
            case Ending.Ended(var error) ->
                copy.deletedAt() == null
                        ? new Becomes(copy.ended(now, error), finishedFact(copy, error))
                        : new Goes(copy, null);
            case Ending.GivenBack(var counts) -> putBack(copy, copy.attempts() - (counts ? 0 : 1));
            case Ending.LetGo() -> letGo(copy, now);
            case Ending.Postponed postponed -> postpone(copy, now, postponed);
        };
    }

    /// What is not wanted any more is not put off. Nor is it ended while a worker of an earlier attempt may come back.
    private Step postpone(CopyState copy, Instant now, Ending.Postponed ending) {
        if (copy.stoppedAt() != null) {
            return letGo(copy, now);
        }
        var mayEnd = ending.earlierIsGone() || copy.attempts() <= 1;
        if (mayEnd && copy.postponed() >= Math.min(ending.most(), backOff.most())) {
            return new Becomes(copy.ended(now, ending.lastly()), finishedFact(copy, ending.lastly()));
        }
        var next = now.plus(backOff.after(copy.postponed()));
        var fact =
                new CopyPostponed(copy.id(), copy.source(), copy.target(), next, copy.postponed() + 1, ending.reason());
        return new Becomes(copy.postponedTo(next, Math.max(0, copy.attempts() - 1)), fact);
    }

    private static Step letGo(CopyState copy, Instant now) {
        if (copy.stoppedAt() == null || copy.attempts() > 1) {
            return putBack(copy, copy.attempts());
        }
        return copy.deletedAt() == null ? cancelled(copy, now) : new Goes(copy, null);
    }

    private static Step cancelled(CopyState copy, Instant now) {
        return new Becomes(copy.ended(now, CANCELLED), finishedFact(copy, CANCELLED));
    }

    /// A lease has run out: whoever had it is not heard of any more, which is not to say that it is dead.
    Step recover(CopyState copy, Instant now) {
        return copy.isRunning()
                        && copy.leaseUntil() != null
                        && copy.leaseUntil().isBefore(now)
                ? putBack(copy, copy.attempts())
                : STAYS;
    }

    private static Step putBack(CopyState copy, int attempts) {
        return new Becomes(copy.putBack(Math.max(0, attempts)), queuedFact(copy));
    }

    /// A client deletes it. What a worker has ever begun is gone for clients at once; its row goes when it is
    /// certain that nobody touches the target for it any more.
    Step discard(CopyState copy, Instant now) {
        if (!copy.isScheduled() || copy.finished() != null || copy.deletedAt() != null) {
            return STAYS;
        }
        var fact = new CopyDeleted(copy.id(), copy.source(), copy.target());
        return copy.mayBeAtWork() ? new Becomes(copy.deleted(now), fact) : new Goes(copy, fact);
    }

    /// A client does not want it any more, but wants to see that. What a worker has ever begun ends when it is
    /// certain that nobody touches the target for it any more.
    Step cancel(CopyState copy, Instant now) {
        if (copy.finished() != null || copy.stoppedAt() != null) {
            return STAYS;
        }
        return copy.mayBeAtWork()
                ? new Becomes(copy.cancelled(now), new CopyCancelled(copy.id(), copy.source(), copy.target()))
                : cancelled(copy, now);
    }

    private static CopyQueued queuedFact(CopyState copy) {
        return new CopyQueued(copy.id(), copy.source(), copy.target());
    }

    private static CopyFinished finishedFact(CopyState copy, String error) {
        return new CopyFinished(copy.id(), copy.source(), copy.target(), error);
    }
}
