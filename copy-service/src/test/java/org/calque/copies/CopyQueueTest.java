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
        here = new CopyQueue(database, outbox, limits);
        there = new CopyQueue(database, outbox, limits);
    }

    @Test
    void aCopyIsClaimedFinishedAndNothingIsLeftToDo() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        assertEquals(copy.id, job.id());
        assertEquals(1, job.fence());
        assertNotNull(row(copy).started);
        assertTrue(in(() -> here.finish(job, null)));
        assertNotNull(row(copy).finished);
        assertNull(row(copy).error);
        assertTrue(claim(here).isEmpty());
        assertFalse(in(() -> here.finish(job, "again")), "a second end is none");
        assertNull(row(copy).error);
    }

    @Test
    void aFailureIsKeptWithTheRow() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        assertTrue(in(() -> here.finish(job, "no space left on device")));
        assertEquals("no space left on device", row(copy).error);
    }

    @Test
    void copiesIntoOneProjectNeverOverlapAndKeepTheOrderOfTheirTime() {
        var late = scheduled(Instant.now().minusSeconds(1), 2);
        var early = scheduled(Instant.now().minusSeconds(1), 1);
        var first = claim(here).orElseThrow();
        assertEquals(early.id, first.id());
        assertTrue(claim(there).isEmpty(), "one into this project is running");
        in(() -> here.finish(first, null));
        assertEquals(late.id, claim(there).orElseThrow().id());
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
            in(() -> here.finish(wins.getFirst(), null) | there.finish(wins.getFirst(), null));
            var second = claim(here).orElseThrow();
            in(() -> here.finish(second, null));
        }
    }

    @Test
    void aLostWorkersCopyIsTakenUpAgainAndTheLateWorkerHasNoMoreSay() {
        var copy = queued();
        var lost = claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(List.of(target), in(there::recoverLost));
        assertNull(row(copy).started);
        var taken = claim(there).orElseThrow();
        assertEquals(2, taken.fence());
        assertFalse(in(() -> here.finish(lost, "from the past")));
        assertNull(row(copy).finished);
        assertTrue(in(() -> there.finish(taken, null)));
        assertFalse(in(() -> here.finish(lost, "from the past")));
        assertNull(row(copy).error);
    }

    @Test
    void aWorkerThatGetsItsOwnCopyAgainCannotEndItUnderTheOldFence() {
        var copy = queued();
        var first = claim(here).orElseThrow();
        leaseRunsOut(copy);
        in(here::recoverLost);
        var second = claim(here).orElseThrow();
        assertFalse(in(() -> here.finish(first, "old")));
        assertTrue(in(() -> here.finish(second, null)));
    }

    @Test
    void aRenewedLeaseIsNotTaken() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(Set.of(Map.entry(job.id(), job.fence())), in(() -> here.renew(List.of(copy.id))));
        assertEquals(List.of(), in(there::recoverLost));
        assertEquals(Set.of(), in(() -> there.renew(List.of(copy.id))), "it is not theirs");
    }

    @Test
    void whatNobodyWorksOnIsNotRenewed() {
        var copy = queued();
        claim(here).orElseThrow();
        leaseRunsOut(copy);
        assertEquals(Set.of(), in(() -> here.renew(List.of())));
        assertEquals(List.of(target), in(here::recoverLost));
    }

    @Test
    void aCopyWhoseWorkersAreAlwaysLostFails() {
        var copy = queued();
        for (int i = 0; i < limits.attempts(); i++) {
            claim(here).orElseThrow();
            leaseRunsOut(copy);
            in(there::recoverLost);
        }
        assertTrue(claim(here).isEmpty());
        assertEquals("the copy was begun 20 times, and each time its worker was lost", row(copy).error);
    }

    @Test
    void aReplicaThatStopsGivesItsCopiesBack() {
        var copy = queued();
        var job = claim(here).orElseThrow();
        in(() -> {
            here.giveBack(job);
            return true;
        });
        assertNull(row(copy).started);
        assertEquals(copy.id, claim(there).orElseThrow().id());
    }

    @Test
    void aCopyWaitsForItsTimeAndIsThenQueuedOnce() {
        var copy = scheduled(Instant.now().plusSeconds(3600), 0);
        assertEquals(List.of(), in(here::queueDue));
        assertTrue(claim(here).isEmpty());
        assertTrue(in(here::untilNextDue).orElseThrow().compareTo(Duration.ofHours(1)) <= 0);
        change("update copy_paths set due = now() where id = ?", copy.id);
        assertEquals(Duration.ZERO, in(here::untilNextDue).orElseThrow());
        assertEquals(List.of(target), in(here::queueDue));
        assertEquals(List.of(), in(there::queueDue));
        assertTrue(in(there::waitingTargets).contains(target));
        assertEquals(copy.id, claim(there).orElseThrow().id());
        assertFalse(in(there::waitingTargets).contains(target));
    }

    @Test
    void aCopyThatIsDeletedBeforeItsClaimIsNotClaimed() {
        var copy = scheduled(Instant.now().minusSeconds(1), 0);
        assertTrue(copies.discard(copy));
        assertTrue(claim(here).isEmpty());
        assertFalse(copies.discard(copy));
    }

    @Test
    void aCopyThatIsDeletedAfterItsClaimIsGoneForClientsAndHoldsItsTargetUntilTheWorkerLetsGo() throws SQLException {
        var copy = scheduled(Instant.now().minusSeconds(1), 0);
        var job = claim(here).orElseThrow();
        queued();
        assertTrue(copies.discard(copy));
        assertTrue(copies.visible(copy.id).isEmpty());
        assertEquals(Set.of(), in(() -> here.renew(List.of(copy.id))));
        assertTrue(claim(there).isEmpty(), "the worker may still be writing");
        assertFalse(in(() -> here.finish(job, null)));
        assertTrue(claim(there).isPresent());
    }

    @Test
    void deletionAndClaimAtTheSameMomentLeaveOneWinner() throws Exception {
        for (int round = 0; round < 20; round++) {
            var copy = scheduled(Instant.now().minusSeconds(1), 0);
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                var claimed = both.submit(() -> claim(here));
                var deleted = both.submit(() -> copies.discard(copy));
                assertTrue(deleted.get());
                claimed.get().ifPresent(job -> assertFalse(in(() -> here.finish(job, null))));
            }
            assertEquals(0L, count(copy));
        }
    }

    @Test
    void rowsExpireOnceTheirTimeIsOver() {
        var copy = queued();
        change("update copy_paths set expire = now() - interval '1 day' where id = ?", copy.id);
        var job = claim(here).orElseThrow();
        in(here::expire);
        assertEquals(1L, count(copy), "it is running");
        in(() -> here.finish(job, null));
        in(here::expire);
        assertEquals(0L, count(copy));
    }

    private Copy queued() {
        return scheduled(null, 0);
    }

    private Copy scheduled(Instant time, int order) {
        var ada = TestCallers.account(UUID.randomUUID()).caller();
        var wish = new CopyWish(
                UUID.randomUUID(), "f", target, "f", false, false, false, null, null, List.of(), time, false);
        var copy = Copy.wished(wish, ada, Instant.now().plusSeconds(order), Duration.ofDays(30));
        copies.add(copy);
        return copy;
    }

    private Optional<Claimed> claim(CopyQueue replica) {
        try {
            return in(() -> replica.claim(target));
        } catch (QuarkusTransactionException lost) {
            assertTrue(lost.getCause() instanceof SQLException it && CopyQueue.wonByAnother(it), lost.toString());
            return Optional.empty();
        }
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
        in(() -> {
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, id);
                return statement.executeUpdate();
            }
        });
    }

    private static <T> T in(Callable<T> transaction) {
        return QuarkusTransaction.requiringNew().call(transaction);
    }
}
