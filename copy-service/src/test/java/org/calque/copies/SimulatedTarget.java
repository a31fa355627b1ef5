package org.calque.copies;

import static org.calque.copies.SimulatedCopies.check;

import java.time.Instant;
import org.calque.copies.SimulatedCopies.Sabotage;

/// A target project in a history: its lock, the turn that is noted beside it, and who changes it.
final class SimulatedTarget {
    private final SimulatedCopies world;
    private long noted;
    private SimulatedAttempt holder;
    private SimulatedAttempt atWork;
    private long lastEffect;

    SimulatedTarget(SimulatedCopies world) {
        this.world = world;
    }

    /// What is found at the gate.
    enum Entry {
        IN,
        BUSY,
        LATE
    }

    boolean lock(SimulatedAttempt attempt) {
        if (holder != null && holder != attempt && world.sabotage != Sabotage.GATE_WITHOUT_LOCK) {
            return false;
        }
        holder = attempt;
        return true;
    }

    Entry admit(SimulatedAttempt attempt) {
        if (world.sabotage != Sabotage.GATE_WITHOUT_TURNS && !TurnNote.admits(noted, attempt.turn())) {
            return Entry.LATE;
        }
        noted = Math.max(noted, attempt.turn());
        return Entry.IN;
    }

    /// Ends a sandbox of an earlier turn, where it can be found.
    void clear(SimulatedAttempt attempt) {
        if (holder != null
                && holder != attempt
                && holder.turn() < attempt.turn()
                && noted == holder.turn()
                && holder.canBeFoundBy(attempt)) {
            holder.die();
        }
    }

    void unlock(SimulatedAttempt attempt) {
        if (atWork == attempt) {
            atWork = null;
        }
        if (holder == attempt) {
            holder = null;
        }
    }

    void begin(SimulatedAttempt attempt) {
        var row = world.rows.get(attempt.copy());
        check(atWork == null, "two at work on one target");
        check(row != null && row.finished() == null, "a copy is made after its end");
        check(!world.now.isBefore(attempt.due()), "a copy is made before its time");
        check(
                row.stoppedAt() == null || !row.stoppedAt().isBefore(attempt.claimedAt()),
                "a copy is begun after it was deleted or cancelled");
        check(lastEffect <= attempt.turn(), "a worker that comes late changes a target");
        lastEffect = attempt.turn();
        atWork = attempt;
    }

    void watch(Instant now) {
        if (holder != null) {
            holder.watch(now);
        }
    }
}
