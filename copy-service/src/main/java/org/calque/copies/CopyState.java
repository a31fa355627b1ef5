package org.calque.copies;

import java.time.Instant;
import java.util.UUID;

/// How far a copy is, and who is at work on it: the columns by which [Life] decides.
///
/// @param account   who asked for it
/// @param due       it, or its next attempt, may not start before
/// @param isScheduled whether it was asked for with a time, so that it may be deleted
/// @param queuedAt  since when it may be claimed; null before its time
/// @param worker    the replica that has claimed it; null when none has, kept after the end
/// @param leaseUntil until when that counts without being renewed
/// @param turn      of its newest claim; a later claim of whatever copy into the same target has a higher one
/// @param attempts  claims that were not given back untouched; while it waits, of each of them something may be
///                  alive
/// @param postponed how often it was put off
/// @param deletedAt gone for clients, though a worker has not yet let go
/// @param cancelledAt to be ended by its worker, or by the next one
record CopyState(
        UUID id,
        UUID account,
        UUID source,
        UUID target,
        Instant due,
        boolean isScheduled,
        Instant queuedAt,
        Instant started,
        Instant finished,
        String error,
        String worker,
        Instant leaseUntil,
        long turn,
        int attempts,
        int postponed,
        Instant deletedAt,
        Instant cancelledAt) {

    boolean isRunning() {
        return worker != null && finished == null;
    }

    boolean isWaiting() {
        return queuedAt != null && worker == null && finished == null;
    }

    /// Whether a worker that won the copy under this turn still has a say.
    boolean isHeldBy(String replica, long underTurn) {
        return isRunning() && replica.equals(worker) && turn == underTurn;
    }

    CopyState queued(Instant now) {
        return with(now, null, null, null, null, null, turn, attempts, deletedAt, cancelledAt);
    }

    CopyState claimed(String replica, long newTurn, Instant now, Instant until, int claims) {
        return with(queuedAt, now, null, null, replica, until, newTurn, claims, deletedAt, cancelledAt);
    }

    CopyState renewed(Instant until) {
        return with(queuedAt, started, null, null, worker, until, turn, attempts, deletedAt, cancelledAt);
    }

    CopyState ended(Instant now, String why) {
        return with(queuedAt, started, now, why, worker, null, turn, attempts, deletedAt, cancelledAt);
    }

    CopyState putBack(int claims) {
        return with(queuedAt, null, null, null, null, null, turn, claims, deletedAt, cancelledAt);
    }

    /// To be queued again at a later time.
    CopyState postponedTo(Instant later, int claims) {
        return new CopyState(
                id,
                account,
                source,
                target,
                later,
                isScheduled,
                null,
                null,
                null,
                null,
                null,
                null,
                turn,
                claims,
                postponed + 1,
                deletedAt,
                cancelledAt);
    }

    CopyState deleted(Instant now) {
        return with(queuedAt, started, finished, error, worker, leaseUntil, turn, attempts, now, cancelledAt);
    }

    CopyState cancelled(Instant now) {
        return with(queuedAt, started, finished, error, worker, leaseUntil, turn, attempts, deletedAt, now);
    }

    /// Since when no worker is to go on with it; null when it is wanted.
    Instant stoppedAt() {
        return deletedAt == null ? cancelledAt : deletedAt;
    }

    /// Whether something that was begun for it may still be alive.
    boolean mayBeAtWork() {
        return isRunning() || attempts > 0;
    }

    private CopyState with(
            Instant queued,
            Instant begun,
            Instant end,
            String why,
            String replica,
            Instant until,
            long newTurn,
            int claims,
            Instant gone,
            Instant unwanted) {
        return new CopyState(
                id,
                account,
                source,
                target,
                due,
                isScheduled,
                queued,
                begun,
                end,
                why,
                replica,
                until,
                newTurn,
                claims,
                postponed,
                gone,
                unwanted);
    }
}
