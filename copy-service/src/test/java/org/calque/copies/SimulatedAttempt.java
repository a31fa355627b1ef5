package org.calque.copies;

import java.time.Instant;
import java.util.UUID;
import org.calque.copies.SimulatedCopies.Sabotage;
import org.calque.copies.SimulatedTarget.Entry;

/// A worker on its way with one copy. Some copies are made by the service itself, which nobody can end but with the
/// whole replica; others in a sandbox, which may outlive its replica for the time of a lease.
final class SimulatedAttempt {
    private enum Phase {
        CLAIMED,
        ALONE,
        LOCKED,
        WORKING,
        ENDED
    }

    private final SimulatedCopies world;
    private final SimulatedReplica replica;
    private final SimulatedTarget target;
    private final CopyState claimed;
    private final boolean onlyToEnd;
    private final boolean inSandbox;
    private Phase phase = Phase.CLAIMED;
    private Instant lastWord;
    private boolean orphan;
    private boolean earlierIsGone;
    private Ending ending;

    SimulatedAttempt(SimulatedCopies world, SimulatedReplica replica, CopyState claimed, boolean onlyToEnd) {
        this.world = world;
        this.replica = replica;
        this.target = world.target(claimed.target());
        this.claimed = claimed;
        this.onlyToEnd = onlyToEnd;
        this.inSandbox = world.lots.oneIn(2);
    }

    UUID copy() {
        return claimed.id();
    }

    Lane lane() {
        return new Lane(claimed.id(), claimed.account(), claimed.source(), claimed.target());
    }

    long turn() {
        return claimed.turn();
    }

    Instant claimedAt() {
        return claimed.started();
    }

    /// Before when it must not begin.
    Instant due() {
        return claimed.due();
    }

    /// With what it comes back; null while it is on its way.
    Ending ending() {
        return ending;
    }

    boolean canBeFoundBy(SimulatedAttempt other) {
        return inSandbox && phase == Phase.WORKING && replica == other.replica;
    }

    /// One step of the service.
    void step() {
        switch (phase) {
            case CLAIMED -> {
                if (claimed.attempts() > 1 || onlyToEnd) {
                    awaitEndOfEarlier();
                } else {
                    phase = Phase.ALONE;
                }
            }
            case ALONE -> {
                if (onlyToEnd) {
                    come(new Ending.Ended(Life.lastWord(claimed)));
                } else if (world.lots.oneIn(10)) {
                    come(new Ending.Ended("ENOENT"));
                } else if (world.lots.oneIn(10)) {
                    putOff("a service does not answer");
                } else {
                    takeLock();
                }
            }
            case LOCKED -> goIn();
            case WORKING -> work();
            case ENDED -> {}
        }
    }

    /// One step of a sandbox, which needs no service for that.
    void stepOfSandbox() {
        if (inSandbox && phase == Phase.WORKING) {
            work();
        }
    }

    /// What stands in the way may pass.
    private void putOff(String lastly) {
        boolean isGone = earlierIsGone || world.sabotage == Sabotage.BACK_OFF_WITHOUT_GATE;
        come(
                onlyToEnd
                        ? new Ending.GivenBack(false)
                        : new Ending.Postponed("it may pass", lastly, Integer.MAX_VALUE, isGone));
    }

    private void awaitEndOfEarlier() {
        target.clear(this);
        if (!target.lock(this)) {
            putOff("EBUSY");
        } else if (target.admit(this) == Entry.LATE) {
            come(new Ending.GivenBack(false));
        } else {
            target.unlock(this);
            earlierIsGone = true;
            phase = Phase.ALONE;
        }
    }

    private void takeLock() {
        target.clear(this);
        if (target.lock(this)) {
            lastWord = world.now;
            phase = Phase.LOCKED;
        } else {
            putOff("EBUSY");
        }
    }

    private void goIn() {
        if (target.admit(this) == Entry.LATE) {
            come(new Ending.GivenBack(false));
        } else {
            target.begin(this);
            phase = Phase.WORKING;
        }
    }

    private void work() {
        if (world.lots.oneIn(world.faults ? 4 : 2)) {
            come(
                    world.lots.oneIn(8)
                            ? new Ending.Postponed("files vanished", null, 2, true)
                            : new Ending.Ended(world.lots.oneIn(8) ? "ENOSPC" : null));
        }
    }

    private void come(Ending with) {
        target.unlock(this);
        phase = Phase.ENDED;
        ending = with;
    }

    /// The service ends it.
    void stop(Ending with) {
        if (phase == Phase.ENDED) {
            ending = with;
        } else if (inSandbox || phase == Phase.CLAIMED || phase == Phase.ALONE) {
            come(with);
        }
    }

    void renewed() {
        lastWord = world.now;
    }

    /// It is killed; the service hears of it when it looks.
    void die() {
        if (phase != Phase.ENDED) {
            come(new Ending.GivenBack(true));
        }
    }

    /// Its replica is gone. What ran in a sandbox may live on for a while, where nobody hears of its end.
    void loseReplica() {
        if (inSandbox && (phase == Phase.WORKING || phase == Phase.LOCKED) && world.lots.oneIn(2)) {
            orphan = true;
        } else {
            die();
        }
    }

    void watch(Instant now) {
        if (inSandbox
                && (phase == Phase.WORKING || phase == Phase.LOCKED)
                && now.isAfter(lastWord.plus(SimulatedCopies.LIFE.lease()))) {
            die();
        } else if (orphan && phase == Phase.WORKING) {
            work();
        }
    }
}
