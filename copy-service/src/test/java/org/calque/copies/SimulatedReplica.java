package org.calque.copies;

import static org.calque.copies.SimulatedCopies.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.calque.copies.SimulatedCopies.Sabotage;

/// A replica in a history: it claims, works, renews, comes back; it dies and is started again, and hangs.
final class SimulatedReplica {
    private final SimulatedCopies world;
    private final String name;
    private final List<SimulatedAttempt> attempts = new ArrayList<>();
    private final Map<UUID, Integer> passedOver = new HashMap<>();
    private Rota rota;
    private int life;
    private boolean hangs;

    SimulatedReplica(SimulatedCopies world, String name) {
        this.world = world;
        this.name = name;
        this.rota = newRota();
    }

    private static Rota newRota() {
        return new Rota(SimulatedCopies.PER_ACCOUNT, SimulatedCopies.PLACES);
    }

    private String worker() {
        return name + life;
    }

    boolean isIdle() {
        return attempts.isEmpty();
    }

    void mend() {
        hangs = false;
    }

    void trouble() {
        switch (world.lots.below(6)) {
            case 0 -> {
                attempts.forEach(SimulatedAttempt::loseReplica);
                attempts.clear();
                passedOver.clear();
                rota = newRota();
                life++;
                hangs = false;
            }
            case 1 -> hangs = true;
            default -> hangs = false;
        }
    }

    /// A step of one worker, or of keeping the leases.
    void step() {
        if (attempts.isEmpty()) {
            return;
        }
        var attempt = attempts.get(world.lots.below(attempts.size()));
        if (hangs) {
            attempt.stepOfSandbox();
        } else if (attempt.ending() != null) {
            comeBack(attempt);
        } else if (world.lots.oneIn(5)) {
            renew();
        } else {
            attempt.step();
        }
    }

    private void comeBack(SimulatedAttempt attempt) {
        var row = world.rows.get(attempt.copy());
        if (row == null
                || world.transaction(List.of(
                        SimulatedCopies.LIFE.end(row, world.now, worker(), attempt.turn(), attempt.ending())))) {
            attempts.remove(attempt);
        }
    }

    private void renew() {
        var steps = new ArrayList<Step>();
        var held = new ArrayList<SimulatedAttempt>();
        for (var attempt : attempts) {
            var row = world.rows.get(attempt.copy());
            var step = row == null ? Step.STAYS : SimulatedCopies.LIFE.renew(row, world.now, worker(), attempt.turn());
            if (!(step instanceof Step.Stays)) {
                steps.add(step);
                held.add(attempt);
            }
        }
        if (world.transaction(steps)) {
            attempts.forEach(it -> {
                if (held.contains(it)) {
                    it.renewed();
                } else {
                    it.stop(new Ending.GivenBack(true));
                }
            });
        }
    }

    void heardThatItIsNotWanted(UUID copy) {
        if (!hangs && world.lots.oneIn(2)) {
            attempts.stream().filter(it -> it.copy().equals(copy)).forEach(it -> it.stop(new Ending.LetGo()));
        }
    }

    /// The clock and the sweep.
    void tick() {
        if (!hangs) {
            var steps = new ArrayList<Step>();
            for (var row : world.rows.values()) {
                var queued = SimulatedCopies.LIFE.queue(row, world.now);
                var step = queued instanceof Step.Stays ? SimulatedCopies.LIFE.recover(row, world.now) : queued;
                if (!(step instanceof Step.Stays)) {
                    steps.add(step);
                }
            }
            if (!steps.isEmpty()) {
                world.transaction(steps);
            }
        }
    }

    void claim() {
        int free = SimulatedCopies.PLACES
                - (int) attempts.stream().filter(it -> it.ending() == null).count();
        if (hangs || free <= 0) {
            return;
        }
        var running = attempts.stream().map(SimulatedAttempt::lane).toList();
        var waiting = world.waiting(rota.servedLast());
        var chosen = world.sabotage == Sabotage.ROTA
                ? firstComeFirstServed(waiting, free)
                : rota.choose(waiting, running, free);
        checkFairness(waiting, running, chosen);
        var steps = new ArrayList<Step>();
        var begun = new ArrayList<SimulatedAttempt>();
        for (var lane : chosen) {
            var row = world.rows.get(lane.copy());
            var step = SimulatedCopies.LIFE.claim(row, world.now, worker(), world.nextTurn());
            steps.add(step);
            if (step instanceof Step.Becomes(var state, var fact)) {
                begun.add(new SimulatedAttempt(world, this, state, SimulatedCopies.LIFE.isOnlyToEnd(row)));
            }
        }
        if (world.transaction(steps)) {
            attempts.addAll(begun);
        }
    }

    private static List<Lane> firstComeFirstServed(WaitingLanes waiting, int free) {
        return waiting.lanes().stream()
                .sorted(Comparator.comparing(Lane::copy))
                .limit(free)
                .toList();
    }

    /// An account that could be served is passed over at most until each other one that waits had a copy.
    private void checkFairness(WaitingLanes waiting, List<Lane> running, List<Lane> chosen) {
        Set<UUID> couldBeServed = new LinkedHashSet<>();
        for (var lane : waiting.lanes()) {
            if (running.stream()
                                    .filter(it -> it.account().equals(lane.account()))
                                    .count()
                            < SimulatedCopies.PER_ACCOUNT
                    && running.stream().noneMatch(it -> it.target().equals(lane.target()))) {
                couldBeServed.add(lane.account());
            }
        }
        passedOver.keySet().retainAll(couldBeServed);
        chosen.forEach(it -> couldBeServed.remove(it.account()));
        chosen.forEach(it -> passedOver.remove(it.account()));
        for (var account : couldBeServed) {
            int passed = passedOver.merge(account, chosen.size(), Integer::sum);
            check(
                    passed <= waiting.accounts().size(),
                    () -> "an account was passed over for " + passed + " copies of others");
        }
    }
}
