package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.calque.copies.CopyQueue.Return;
import org.calque.kit.Outbox;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The state machine by itself: this replica has no workers, the tests are two replicas of their own.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
@TestProfile(CopyQueueTest.NoWorkers.class)
class CopyQueueTest {

    public static class NoWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("calque.copies.at-once", "0", "calque.copies.sweep", "PT1H", "calque.copies.lease", "PT1H");
        }
    }

    @Inject
    AgroalDataSource database;

    @Inject
    Outbox outbox;

    @Inject
    CopyLimits limits;

    @Inject
    CopyRepository copies;

    private final UUID target = UUID.randomUUID();
    private CopyQueue here;
    private CopyQueue there;

    @BeforeEach
    void twoReplicas() {
        in(() -> copies.deleteAll());
        here = new CopyQueue(database, outbox, limits);
        there = new CopyQueue(database, outbox, limits);
    }

    @Test
    void aCopyIsClaimedFinishedAndNothingIsLeftToDo() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        assertEquals(copy.id, job.id());
        assertNotNull(row(copy).started);
        assertTrue(ends(here, job, null));
        assertNotNull(row(copy).finished);
        assertNull(row(copy).error);
        assertTrue(claim(here).isEmpty());
        assertFalse(ends(here, job, "again"), "a second end is none");
        assertNull(row(copy).error);
    }

    @Test
    void aFailureIsKeptWithTheRow() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        assertTrue(ends(here, job, "no space left on device"));
        assertEquals("no space left on device", row(copy).error);
    }

    @Test
    void copiesIntoOneProjectNeverOverlapAndKeepTheOrderOfTheirTime() {
        var late = scheduled(Instant.EPOCH, 2);
        var early = scheduled(Instant.EPOCH, 1);
        var first = claim(here).orElseThrow();
        assertEquals(early.id, first.id());
        assertTrue(claim(there).isEmpty(), "one into this project is running");
        ends(here, first, null);
        assertEquals(late.id, claim(there).orElseThrow().id());
    }

    @Test
    void anEndAndTheClaimOfTheNextCopyIntoTheTargetAreOneStep() {
        var first = queued();
        var second = queued();
        var job = claim(here).orElseThrow();
        var back = List.of(new Return(job, new Ending.Ended(null)));
        var turned = in(() -> here.turnOver(back, new Rota(100, 100), List.of(), 1));
        assertEquals(Set.of(first.id), turned.ended());
        assertEquals(List.of(second.id), turned.won().stream().map(Claimed::id).toList());
        assertTrue(turned.won().getFirst().turn() > job.turn());
        assertNotNull(row(first).finished);
        assertNotNull(row(second).started);
        var late = in(() -> here.turnOver(back, new Rota(100, 100), List.of(), 1));
        assertEquals(Set.of(), late.ended(), "what has ended ends no second time");
        assertEquals(List.of(), late.won(), "one into this target is running");
    }

    @Test
    void ofManyWorkersThatRaceOneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            var copy = queued();
            queued();
            var wins = new ArrayList<Claimed>();
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries = new ArrayList<Future<Optional<Claimed>>>();
                for (int i = 0; i < 6; i++) {
                    var replica = i % 2 == 0 ? here : there;
                    tries.add(workers.submit(() -> claim(replica)));
                }
                for (var one : tries) {
                    one.get().ifPresent(wins::add);
                }
            }
            assertEquals(List.of(copy.id), wins.stream().map(Claimed::id).toList());
            ends(here, wins.getFirst(), null);
            ends(there, wins.getFirst(), null);
            var second = claim(here).orElseThrow();
            ends(here, second, null);
        }
    }

    @Test
    void aLostWorkersCopyIsTakenUpAgainAndTheLateWorkerHasNoMoreSay() {
        var copy = queued();
        var lost = claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(1, in(there::recoverLost));
        assertNull(row(copy).started);
        var taken = claim(there).orElseThrow();
        assertTrue(taken.turn() > lost.turn());
        assertFalse(ends(here, lost, "from the past"));
        assertNull(row(copy).finished);
        assertTrue(ends(there, taken, null));
        assertFalse(ends(here, lost, "from the past"));
        assertNull(row(copy).error);
    }

    @Test
    void aWorkerThatGetsItsOwnCopyAgainCannotEndItUnderTheOldFence() {
        var copy = queued();
        var first = claim(here).orElseThrow();
        leaseRunsOut(copy);
        in(here::recoverLost);
        var second = claim(here).orElseThrow();
        assertFalse(ends(here, first, "old"));
        assertTrue(ends(here, second, null));
    }

    @Test
    void aRenewedLeaseIsNotTaken() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(Set.of(Map.entry(job.id(), job.turn())), in(() -> here.renew(List.of(job))));
        assertEquals(0, in(there::recoverLost));
        assertEquals(Set.of(), in(() -> there.renew(List.of(job))), "it is not theirs");
    }

    @Test
    void whatNobodyWorksOnIsNotRenewed() {
        var copy = queued();
        claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(Set.of(), in(() -> here.renew(List.of())));
        assertEquals(1, in(here::recoverLost));
    }

    @Test
    void aCopyWhoseWorkersAreAlwaysLostFails() {
        var copy = queued();
        for (int i = 0; i < limits.attempts(); i++) {
            claim(here).orElseThrow();
            leaseRunsOut(copy);
            in(there::recoverLost);
        }
        var last = claim(here).orElseThrow();
        assertTrue(last.isOnlyToEnd(), "a worker makes sure that no earlier one is alive, and ends it");
        assertTrue(ends(here, last, last.lastWord()));
        assertEquals("the copy was begun 20 times, and each time its worker was lost", row(copy).error);
    }

    @Test
    void aCopyThatWaitsIsCancelledAtOnceAndNeverClaimed() {
        var copy = queued();
        assertTrue(in(() -> here.cancel(copy.id)));
        assertEquals(Life.CANCELLED, row(copy).error);
        assertNull(row(copy).started);
        assertTrue(claim(here).isEmpty());
        assertFalse(in(() -> here.cancel(copy.id)), "it has ended");
    }

    @Test
    void aRunningCopyThatIsCancelledEndsWhenItsWorkerLetsGo() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        assertTrue(in(() -> there.cancel(copy.id)));
        assertNull(row(copy).finished);
        assertEquals(Set.of(), in(() -> here.renew(List.of(job))), "so that its worker hears of it in any case");
        in(() -> here.end(List.of(new Return(job, new Ending.LetGo()))));
        assertEquals(Life.CANCELLED, row(copy).error);
        assertNotNull(row(copy).finished);
    }

    @Test
    void aCopyThatIsCancelledAfterItsWorkerWasLostIsEndedByAnotherWorker() {
        var copy = queued();
        claim(here).orElseThrow();
        leaseRunsOut(copy);
        in(there::recoverLost);
        assertTrue(in(() -> here.cancel(copy.id)));
        assertNull(row(copy).finished);
        var last = claim(there).orElseThrow();
        assertEquals(Life.CANCELLED, last.lastWord());
        assertTrue(ends(there, last, last.lastWord()));
        assertEquals(Life.CANCELLED, row(copy).error);
    }

    @Test
    void aCopyThatIsDeletedAfterItsWorkerWasLostIsEndedByAnotherWorker() {
        var copy = scheduled(Instant.EPOCH, 0);
        claim(here).orElseThrow();
        leaseRunsOut(copy);
        in(there::recoverLost);
        assertTrue(discards(copy));
        assertTrue(copies.visible(copy.id).isEmpty());
        assertFalse(discards(copy));
        var last = claim(there).orElseThrow();
        assertTrue(last.isOnlyToEnd());
        assertFalse(ends(there, last, null), "clients do not hear of it");
        assertEquals(0L, count(copy));
    }

    @Test
    void aReplicaThatStopsGivesItsCopiesBack() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        in(() -> here.end(List.of(new Return(job, new Ending.GivenBack(false)))));
        assertNull(row(copy).started);
        assertEquals(copy.id, claim(there).orElseThrow().id());
    }

    @Test
    void aCopyThatIsPutOffComesAgainLaterAndLaterUntilItIsGivenUp() {
        var copy = queued();
        var busy = new Ending.Postponed("busy", "EBUSY", Integer.MAX_VALUE, false);
        for (int time = 0; time < limits.retries(); time++) {
            var job = claim(here).orElseThrow();
            in(() -> here.end(List.of(new Return(job, busy))));
            assertEquals(time + 1, row(copy).attempts());
            assertTrue(row(copy)
                    .nextAttempt()
                    .isAfter(Instant.now().plus(limits.backOff().after(time)).minusSeconds(1)));
            assertTrue(claim(there).isEmpty(), "it is not its time");
            // In one transaction, since the clock of this service queues what is due, too.
            assertEquals(1, in(() -> {
                execute("update copy_paths set due = now() where id = ?", copy.id);
                return there.queueDue();
            }));
        }
        var last = claim(there).orElseThrow();
        in(() -> there.end(List.of(new Return(last, busy))));
        assertEquals("EBUSY", row(copy).error);
        assertEquals(limits.retries() + 1, row(copy).attempts());
    }

    @Test
    void aCopyThatIsPutOffLetsOthersIntoItsTargetPass() {
        queued();
        var other = queued();
        var first = claim(here).orElseThrow();
        in(() -> here.end(List.of(new Return(first, new Ending.Postponed("gone", null, 2, true)))));
        assertEquals(other.id, claim(here).orElseThrow().id());
    }

    @Test
    void aCopyOfWhichAWorkerWasLostIsPutOffForAsLongAsThatWorkerMayComeBack() {
        var copy = queued();
        claim(here).orElseThrow();
        leaseRunsOut(copy);
        in(there::recoverLost);
        change("update copy_paths set postponed = 1000 where id = ?", copy.id);
        var job = claim(there).orElseThrow();
        in(() -> there.end(List.of(new Return(job, new Ending.Postponed("busy", "EBUSY", 3, false)))));
        assertNull(row(copy).finished);
        assertTrue(in(() -> here.cancel(copy.id)));
        assertNull(row(copy).finished, "nor is it ended by who does not want it");
    }

    @Test
    void aCopyWaitsForItsTimeAndIsThenQueuedOnce() {
        var copy = scheduled(Instant.now().plusSeconds(3600), 0);
        assertEquals(0, in(here::queueDue));
        assertTrue(claim(here).isEmpty());
        assertTrue(in(here::untilNextDue).orElseThrow().compareTo(Duration.ofHours(1)) <= 0);
        change("update copy_paths set due = now() where id = ?", copy.id);
        assertEquals(Duration.ZERO, in(here::untilNextDue).orElseThrow());
        assertEquals(1, in(here::queueDue));
        assertEquals(0, in(there::queueDue));
        assertEquals(copy.id, claim(there).orElseThrow().id());
    }

    @Test
    void aCopyThatIsDeletedBeforeItsClaimIsNotClaimed() {
        var copy = scheduled(Instant.EPOCH, 0);
        assertTrue(discards(copy));
        assertTrue(claim(here).isEmpty());
        assertFalse(discards(copy));
    }

    @Test
    void aCopyThatIsDeletedAfterItsClaimIsGoneForClientsAndHoldsItsTargetUntilTheWorkerLetsGo() throws SQLException {
        var copy = scheduled(Instant.EPOCH, 0);
        var job = claim(here).orElseThrow();
        queued();
        assertTrue(discards(copy));
        assertTrue(copies.visible(copy.id).isEmpty());
        assertEquals(Set.of(), in(() -> here.renew(List.of(job))));
        assertTrue(claim(there).isEmpty(), "the worker may still be writing");
        assertFalse(ends(here, job, null));
        assertTrue(claim(there).isPresent());
    }

    @Test
    void deletionAndClaimAtTheSameMomentLeaveOneWinner() throws Exception {
        for (int round = 0; round < 20; round++) {
            var copy = scheduled(Instant.EPOCH, 0);
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var claimed = both.submit(() -> claim(here));
                var deleted = both.submit(() -> discards(copy));
                assertTrue(deleted.get());
                claimed.get().ifPresent(job -> assertFalse(ends(here, job, null)));
            }
            assertEquals(0L, count(copy));
        }
    }

    @Test
    void oneAccountsManyCopiesDoNotKeepAnothersOneWaiting() {
        var ada = UUID.randomUUID();
        var grace = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            add(ada, UUID.randomUUID(), i % 10);
        }
        var hers = add(grace, UUID.randomUUID(), 10);
        var rota = new Rota(2, 100);
        var won = in(() -> here.claim(rota, List.of(), 3));
        assertEquals(3, won.size());
        assertEquals(1, won.stream().filter(it -> it.id().equals(hers.id)).count());
    }

    @Test
    void aLaneThatIsBlockedByAnotherAccountsCopyDoesNotHideOthers() {
        var ada = UUID.randomUUID();
        add(UUID.randomUUID(), target, 1);
        var behind = add(ada, target, 2);
        var free = add(ada, UUID.randomUUID(), 3);
        var won = in(() -> here.claim(new Rota(100, 100), List.of(), 5)).stream()
                .map(Claimed::id)
                .toList();
        assertEquals(2, won.size());
        assertTrue(won.contains(free.id));
        assertFalse(won.contains(behind.id));
    }

    @Test
    void rowsExpireOnceTheirTimeIsOver() {
        var copy = queued();
        change("update copy_paths set expire = now() - interval '1 day' where id = ?", copy.id);
        var job = claim(here).orElseThrow();
        in(here::expire);
        assertEquals(1L, count(copy), "it is running");
        ends(here, job, null);
        in(here::expire);
        assertEquals(0L, count(copy));
    }

    private Copy queued() {
        return scheduled(null, 0);
    }

    private Copy scheduled(Instant time, int order) {
        return add(UUID.randomUUID(), target, time, order);
    }

    private Copy add(UUID account, UUID into, int order) {
        return add(account, into, null, order);
    }

    private Copy add(UUID account, UUID into, Instant time, int order) {
        var wish = new CopyWish(
                UUID.randomUUID(), "f", into, "f", false, false, false, null, null, List.of(), time, false);
        var asked = Instant.now().minusSeconds(20).plusSeconds(order);
        var copy = Copy.wished(wish, TestCallers.account(account).caller(), asked, Duration.ofDays(30));
        copies.add(copy);
        return copy;
    }

    private Optional<Claimed> claim(CopyQueue replica) {
        try {
            return in(() -> replica.claim(new Rota(100, 100), List.of(), 1)).stream()
                    .findFirst();
        } catch (QuarkusTransactionException lost) {
            assertTrue(lost.getCause() instanceof SQLException it && CopyQueue.wonByAnother(it), lost.toString());
            return Optional.empty();
        }
    }

    private boolean ends(CopyQueue replica, Claimed job, String error) {
        return in(() -> replica.end(List.of(new Return(job, new Ending.Ended(error)))))
                .contains(job.id());
    }

    private boolean discards(Copy copy) {
        return in(() -> here.discard(copy.id));
    }

    private Copy row(Copy copy) {
        return copies.visible(copy.id).orElseThrow();
    }

    private void leaseRunsOut(Copy copy) {
        change("update copy_paths set lease_until = now() - interval '1 second' where id = ?", copy.id);
    }

    private long count(Copy copy) {
        return in(() -> copies.count("id", copy.id));
    }

    private void change(String sql, UUID id) {
        in(() -> execute(sql, id));
    }

    private int execute(String sql, UUID id) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate();
        }
    }

    private static <T> T in(Callable<T> transaction) {
        return QuarkusTransaction.requiringNew().call(transaction);
    }
}
