package org.calque.projects.life;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.calque.kit.Elsewhere;
import org.calque.kit.Unavailable;
import org.calque.projects.life.Leases.Noted;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.jboss.logging.Logger;

/// What allows this replica to run projects: a term in the database, renewed again and again.
///
/// By its own clock a term is over a good while before it is so for the others, counted from when the renewal was
/// *sent*. Until then everything of it must have stopped; the database need not be reachable for that.
public final class Tenure {
    /// Renewals in the time of one term.
    static final int RENEWALS = 5;

    private static final Logger LOG = Logger.getLogger(Tenure.class);
    private static final String STOPPING = "The service is stopping. Try again in a moment.";
    private static final String NO_TERM =
            "This server has lost touch with its database and may not run projects now. Try again in a moment.";

    /// One life of the replica.
    ///
    /// @param goodUntil by the monotonic clock
    private record Term(long replica, long goodUntil) {}

    /// What is done at the beginning and the end of a term.
    public interface Keeper {
        /// These projects were held by the life before, at the same address. They may still run.
        void inherit(List<Lease> leases);

        /// The term is over: nothing may run any more.
        void lost();
    }

    private final Leases leases;
    private final URI address;
    private final Duration length;
    private final LongSupplier nanoTime;
    private final Keeper keeper;
    private volatile Term term; // null before the first, and after one was lost
    private volatile boolean ended;

    /// @param address  where other replicas reach this one
    /// @param length   how long a term lasts without renewal
    /// @param nanoTime a monotonic clock
    public Tenure(Leases leases, URI address, Duration length, LongSupplier nanoTime, Keeper keeper) {
        this.leases = leases;
        this.address = address;
        this.length = length;
        this.nanoTime = nanoTime;
        this.keeper = keeper;
    }

    public URI address() {
        return address;
    }

    /// Three quarters of a term: the rest is for stopping what runs, and for clocks that do not agree.
    public static Duration safe(Duration length) {
        return length.multipliedBy(3).dividedBy(4);
    }

    public boolean isValid() {
        return isGood(term);
    }

    private boolean isGood(Term some) {
        return some != null && nanoTime.getAsLong() - some.goodUntil() < 0;
    }

    /// Whether the project may run under this lease now.
    public boolean holds(Lease lease) {
        var now = term;
        return isGood(now) && now.replica() == lease.replica();
    }

    /// Renews the term, or begins a new one.
    public synchronized void beat() {
        if (ended) {
            return;
        }
        var goodUntil = nanoTime.getAsLong() + safe(length).toNanos();
        var now = term;
        if (now == null) {
            begin(goodUntil);
        } else if (leases.renew(now.replica(), length)) {
            // One that was lost while the answer was on its way stays so.
            term = term == null ? null : new Term(now.replica(), goodUntil);
        } else {
            LOG.warn("the term of this replica has ended before it was renewed");
            lose();
        }
    }

    private void begin(long goodUntil) {
        var inherited = new ArrayList<Lease>();
        var replica = leases.begin(address, length, inherited);
        term = new Term(replica, goodUntil);
        keeper.inherit(inherited);
    }

    /// Ends what runs if the term could not be renewed in time. Needs nothing but the clock.
    public void watch() {
        var now = term;
        if (now != null && !isGood(now)) {
            LOG.error("the term of this replica was not renewed in time: all its projects are stopped");
            lose();
        }
    }

    private void lose() {
        term = null;
        keeper.lost();
    }

    /// Takes a project, in order to start it.
    ///
    /// @throws Elsewhere          when another replica has it
    /// @throws RuntimeUnavailable when it cannot be had; the message is for the caller
    Take.Taken take(UUID projectId) {
        return take(projectId, true);
    }

    private Take.Taken take(UUID projectId, boolean onceMore) {
        return switch (leases.take(projectId, replica())) {
            case Take.Taken taken -> taken;
            case Take.NoSuchProject _ ->
                throw new RuntimeUnavailable("project " + projectId + " is deleted; restore it before you use it");
            case Take.Held held
            when onceMore && held.left().isNegative() -> {
                leases.bury();
                yield take(projectId, false);
            }
            case Take.Held held when held.address().equals(address) -> throw new RuntimeUnavailable(NO_TERM);
            case Take.Held held -> throw new Elsewhere(projectId, held.address());
            // Whoever held it may just have given it back.
            case Take.TermOver _ when onceMore -> take(projectId, false);
            case Take.TermOver _ -> throw new RuntimeUnavailable(NO_TERM);
        };
    }

    private long replica() {
        var now = term;
        if (ended) {
            throw new RuntimeUnavailable(STOPPING);
        }
        if (!isGood(now)) {
            throw new RuntimeUnavailable(NO_TERM);
        }
        return now.replica();
    }

    /// @throws Elsewhere when another replica has the project
    void mustNotBeElsewhere(UUID projectId) {
        var holder = leases.holder(projectId);
        if (holder.isEmpty() || holder.get().address().equals(address)) {
            return;
        }
        if (holder.get().left().isNegative()) {
            leases.bury();
        } else {
            throw new Elsewhere(projectId, holder.get().address());
        }
    }

    /// The number of the present term; empty while there is none.
    Optional<Long> replicaNow() {
        var now = term;
        return isGood(now) ? Optional.of(now.replica()) : Optional.empty();
    }

    /// What is noted as held by this replica; nothing while it has no term.
    List<Noted> held() {
        return replicaNow().map(leases::heldBy).orElseGet(List::of);
    }

    /// Gives everything back at once and for good. By now nothing runs any more.
    public synchronized void end() {
        ended = true;
        var last = term;
        term = null;
        if (last != null) {
            try {
                leases.end(last.replica());
            } catch (Unavailable unreachable) {
                LOG.warn("what this replica held is free for others when its term ends, since its database is away");
            }
        }
    }
}
