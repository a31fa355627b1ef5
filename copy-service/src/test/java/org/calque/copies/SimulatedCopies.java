package org.calque.copies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.calque.messages.Fact;
import org.calque.messages.facts.CopyFinished;

/// One history: the decisions of [Life], [Rota] and [TurnNote], taken by replicas on a database, with everything
/// between
/// them going wrong by the seed. Time stands still but for the steps of its own clock.
final class SimulatedCopies {
    /// What is broken on purpose.
    enum Sabotage {
        NOTHING,
        /// Whoever has the lock of a target may go in, however late.
        GATE_WITHOUT_TURNS,
        /// Nobody asks for the lock of a target.
        GATE_WITHOUT_LOCK,
        /// A copy that was put off too often is ended, be its earlier workers dead or not.
        BACK_OFF_WITHOUT_GATE,
        /// Facts are told beside the transaction, not in it.
        OUTBOX,
        /// Who comes first is served first, whoever waits.
        ROTA
    }

    static final Life LIFE =
            new Life(Duration.ofSeconds(12), 4, new BackOff(3, Duration.ofSeconds(1), Duration.ofSeconds(5)));
    static final int PLACES = 3;
    static final int PER_ACCOUNT = 2;
    private static final int ACCOUNTS = 3;
    private static final int TARGETS = 3;
    private static final int STEPS = 90;
    private static final int MOST_TO_THE_END = 4_000;

    final Lots lots;
    final Sabotage sabotage;
    Instant now = Instant.parse("2026-11-28T12:00:00Z");

    /// The table, by the order in which copies were asked for; what is dropped is gone.
    final Map<UUID, CopyState> rows = new LinkedHashMap<>();

    private final Map<UUID, Told> told = new LinkedHashMap<>();
    private final Map<UUID, SimulatedTarget> targets = new TreeMap<>();
    private final List<SimulatedReplica> replicas = new ArrayList<>();
    private long lastTurn;
    private int asked;
    boolean faults = true;

    /// What became known of a copy.
    static final class Told {
        int ends;
        boolean deleted;
    }

    SimulatedCopies(long seed, Sabotage sabotage) {
        this.lots = new Lots(seed);
        this.sabotage = sabotage;
        replicas.add(new SimulatedReplica(this, "a"));
        replicas.add(new SimulatedReplica(this, "b"));
    }

    /// Runs to the end and checks what must hold at the end; what must hold always is checked on the way.
    void run() {
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        faults = false;
        replicas.forEach(SimulatedReplica::mend);
        for (int i = 0; !isQuiet(); i++) {
            check(i < MOST_TO_THE_END, "a copy never ends");
            step();
        }
        told.forEach((id, what) -> check(
                what.deleted ? what.ends == 0 : what.ends == 1, "the end of a copy was told " + what.ends + " times"));
        check(rows.values().stream().allMatch(it -> told.get(it.id()).ends == 1), "an end was not told");
    }

    private boolean isQuiet() {
        for (var copy : rows.values()) {
            if (copy.finished() == null) {
                return false;
            }
        }
        return replicas.stream().allMatch(SimulatedReplica::isIdle);
    }

    private void step() {
        switch (lots.below(faults ? 10 : 7)) {
            case 0 -> passTime();
            case 1, 2, 3, 4 -> anyReplica().step();
            case 5 -> anyReplica().tick();
            case 6 -> anyReplica().claim();
            case 7 -> ask();
            case 8 -> {
                if (lots.oneIn(3)) {
                    stop();
                }
            }
            default -> anyReplica().trouble();
        }
    }

    private SimulatedReplica anyReplica() {
        return replicas.get(lots.below(replicas.size()));
    }

    private void passTime() {
        now = now.plusMillis(lots.oneIn(4) ? lots.below(14_000) : lots.below(1_500));
        targets.values().forEach(it -> it.watch(now));
    }

    private void ask() {
        if (asked == 8) {
            return;
        }
        var account = new UUID(1, lots.oneIn(2) ? 1 : 1 + lots.below(ACCOUNTS));
        boolean scheduled = lots.oneIn(2);
        var due = scheduled ? now.plusMillis(lots.below(20_000)) : now;
        var copy = new CopyState(
                new UUID(3, ++asked),
                account,
                new UUID(2, 9),
                new UUID(2, lots.below(TARGETS)),
                due,
                scheduled,
                due.isAfter(now) ? null : now,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                null,
                null);
        rows.put(copy.id(), copy);
        told.put(copy.id(), new Told());
    }

    private void stop() {
        var some = List.copyOf(rows.values());
        if (!some.isEmpty()) {
            var copy = some.get(lots.below(some.size()));
            var step = lots.oneIn(2) ? LIFE.discard(copy, now) : LIFE.cancel(copy, now);
            if (!(step instanceof Step.Stays) && transaction(List.of(step))) {
                replicas.forEach(it -> it.heardThatItIsNotWanted(copy.id()));
            }
        }
    }

    /// Carries steps out, unless the database fails; then nobody knows whether it did.
    boolean transaction(List<Step> steps) {
        boolean lost = faults && lots.oneIn(12);
        boolean carriedOut = !lost || lots.oneIn(2);
        if (carriedOut) {
            steps.forEach(this::carryOut);
        }
        if (sabotage == Sabotage.OUTBOX ? !lost : carriedOut) {
            steps.forEach(this::tell);
        }
        return !lost;
    }

    private void carryOut(Step step) {
        switch (step) {
            case Step.Stays() -> {}
            case Step.Becomes(var state, var fact) -> {
                check(rows.get(state.id()).finished() == null, "a copy ended twice");
                check(!state.isRunning() || isAloneInItsTarget(state), "two copies into one target run");
                rows.put(state.id(), state);
                told.get(state.id()).deleted |= state.deletedAt() != null;
                check(state.postponed() <= LIFE.backOff().most() || state.attempts() > 0, "a copy is put off for ever");
            }
            case Step.Goes(var state, var fact) -> {
                rows.remove(state.id());
                told.get(state.id()).deleted = true;
            }
        }
    }

    private boolean isAloneInItsTarget(CopyState copy) {
        for (var other : rows.values()) {
            if (other.isRunning()
                    && other.target().equals(copy.target())
                    && !other.id().equals(copy.id())) {
                return false;
            }
        }
        return true;
    }

    private void tell(Step step) {
        if (step instanceof Step.Becomes(var state, Fact fact) && fact instanceof CopyFinished) {
            told.get(state.id()).ends++;
        }
    }

    long nextTurn() {
        return ++lastTurn;
    }

    SimulatedTarget target(UUID id) {
        return targets.computeIfAbsent(id, it -> new SimulatedTarget(this));
    }

    /// The same that [WaitingLanes] reads.
    WaitingLanes waiting(UUID servedLast) {
        var byAccount = new TreeMap<UUID, List<Lane>>();
        for (var copy : rows.values()) {
            if (copy.isWaiting()) {
                var lanes = byAccount.computeIfAbsent(copy.account(), it -> new ArrayList<>());
                if (isFirst(copy)) {
                    lanes.add(new Lane(copy.id(), copy.account(), copy.source(), copy.target()));
                }
            }
        }
        var waiting = new WaitingLanes(new ArrayList<>(), new ArrayList<>());
        for (var part : List.of(byAccount.tailMap(servedLast, false), byAccount.headMap(servedLast, true))) {
            part.forEach((account, lanes) -> {
                waiting.accounts().add(account);
                waiting.lanes().addAll(lanes);
            });
        }
        return waiting;
    }

    private boolean isFirst(CopyState copy) {
        for (var other : rows.values()) {
            if (other != copy
                    && other.finished() == null
                    && other.target().equals(copy.target())
                    && (other.isRunning() || comesBefore(other, copy))) {
                return false;
            }
        }
        return true;
    }

    private static boolean comesBefore(CopyState one, CopyState other) {
        int byTime = one.due().compareTo(other.due());
        return byTime < 0
                || byTime == 0
                        && one.id().getLeastSignificantBits() < other.id().getLeastSignificantBits();
    }

    static void check(boolean holds, String what) {
        check(holds, () -> what);
    }

    static void check(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Broken(what.get());
        }
    }

    /// Something does not hold.
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /// Chance by a seed; a history spends most of its time here, so it is no more than it must be.
    static final class Lots {
        private long state;

        Lots(long seed) {
            state = seed * 0x9E3779B97F4A7C15L + 1;
        }

        int below(int bound) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            return (int) (((mixed ^ (mixed >>> 31)) >>> 33) % bound);
        }

        boolean oneIn(int count) {
            return below(count) == 0;
        }
    }
}
