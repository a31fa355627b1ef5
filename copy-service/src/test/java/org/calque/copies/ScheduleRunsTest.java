package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two replicas that make the runs of schedules; the one that the test runs in sleeps meanwhile.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
@TestProfile(CopyQueueTest.NoWorkers.class)
class ScheduleRunsTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Inject
    AgroalDataSource database;

    @Inject
    CopyRepository copies;

    @Inject
    CopyLimits limits;

    @Inject
    ScheduleSettings settings;

    private final UUID account = UUID.randomUUID();
    private final Instant thisHour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private Schedules here;
    private Schedules there;

    @BeforeEach
    void twoReplicas() {
        here = new Schedules(database, copies, limits, settings);
        there = new Schedules(database, copies, limits, settings);
    }

    @AfterEach
    void nothingIsDueAnyMore() throws SQLException {
        execute("delete from copy_schedules");
        execute("delete from copy_paths where schedule_id is not null");
    }

    @Test
    void twoReplicasMakeOneCopyOfEachDueTime() throws Exception {
        var due = new ArrayList<UUID>();
        for (int i = 0; i < 150; i++) {
            due.add(schedule(thisHour));
        }
        var together = new CyclicBarrier(2);
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<Callable<Integer>>();
            for (var replica : List.of(here, there)) {
                runs.add(() -> {
                    together.await();
                    int made = 0;
                    for (int looked = run(replica); looked > 0; looked = run(replica)) {
                        made += looked;
                    }
                    return made;
                });
            }
            int made = 0;
            for (var run : replicas.invokeAll(runs)) {
                made += run.get();
            }
            assertEquals(150, made);
        }
        for (var schedule : due) {
            assertEquals(List.of(thisHour), timesOf(schedule));
            var after = get(schedule);
            assertEquals(thisHour, after.lastDue());
            assertEquals(thisHour.plus(1, ChronoUnit.HOURS), after.nextDue());
            assertEquals("1 0", after.runs() + " " + after.missed());
        }
    }

    @Test
    void aReplicaThatIsKilledBetweenItsClaimAndTheCopyLeavesTheRunToAnother() throws Exception {
        var schedule = schedule(thisHour);
        try (var holder = database.getConnection();
                var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            try (var lock = holder.createStatement()) {
                lock.execute("lock table copy_paths in share mode");
            }
            var dying = replicas.submit(() -> run(here));
            killWhoeverInserts(holder);
            assertThrows(ExecutionException.class, () -> dying.get(20, TimeUnit.SECONDS));
            assertEquals(0, get(schedule).runs());
            holder.rollback();
        }
        assertEquals(List.of(), timesOf(schedule));
        assertEquals(1, run(there));
        assertEquals(0, run(here));
        assertEquals(List.of(thisHour), timesOf(schedule));
    }

    @Test
    void aRunThatSomehowWasMadeIsNotMadeAgain() throws Exception {
        var schedule = schedule(thisHour);
        run(here);
        execute("update copy_schedules set next_due = last_due");
        assertThrows(RuntimeException.class, () -> run(there));
        assertEquals(List.of(thisHour), timesOf(schedule));
    }

    @Test
    void timesThatPassedByAreMadeUpForOnceAndCounted() throws Exception {
        var schedule = schedule(thisHour.minus(9, ChronoUnit.HOURS));
        assertEquals(1, run(here));
        assertEquals(0, run(here));
        assertEquals(List.of(thisHour), timesOf(schedule));
        assertEquals(9, get(schedule).missed());
        assertTrue(get(schedule).nextDue().isAfter(Instant.now()));
    }

    @Test
    void aCopyOfARunWaitsForNothingAndBelongsToItsAccount() throws Exception {
        var schedule = schedule(thisHour);
        run(here);
        Copy copy = QuarkusTransaction.requiringNew()
                .call(() -> copies.find("scheduleId", schedule).<Copy>firstResult());
        assertEquals(account, copy.requestedBy);
        assertEquals(thisHour, copy.scheduled);
        assertTrue(copy.queuedAt != null && copy.finished == null);
    }

    private static int run(Schedules replica) {
        return QuarkusTransaction.requiringNew().call(replica::run);
    }

    private Schedule get(UUID schedule) {
        return QuarkusTransaction.requiringNew()
                .call(() -> here.get(account, schedule).orElseThrow());
    }

    private UUID schedule(Instant due) {
        var wish = new CopyWish(
                FakeProjects.writable(),
                "a",
                FakeProjects.writable(),
                "a",
                false,
                false,
                false,
                null,
                null,
                List.of(),
                null,
                false);
        var schedule = new Schedule(
                UUID.randomUUID(),
                account,
                wish,
                "0 * * * *",
                "UTC",
                Schedule.State.ACTIVE,
                due,
                due,
                null,
                null,
                0,
                0);
        var more = new ScheduleSettings() {
            @Override
            public int perAccount() {
                return 1_000;
            }

            @Override
            public Duration shortestPause() {
                return settings.shortestPause();
            }

            @Override
            public Duration keepEnded() {
                return settings.keepEnded();
            }
        };
        assertTrue(QuarkusTransaction.requiringNew()
                .call(() -> new Schedules(database, copies, limits, more).add(schedule)));
        return schedule.id();
    }

    private static void killWhoeverInserts(Connection connection) throws SQLException, InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        try (var kill = connection.prepareStatement("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where pid in (select pid from pg_locks where not granted"
                + " and relation = 'copies.copy_paths'::regclass)")) {
            while (true) {
                try (var killed = kill.executeQuery()) {
                    if (killed.next()) {
                        return;
                    }
                }
                assertTrue(System.nanoTime() < end, "nobody inserts");
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private List<Instant> timesOf(UUID schedule) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select scheduled from copy_paths where schedule_id = ? order by scheduled")) {
            select.setObject(1, schedule);
            var times = new ArrayList<Instant>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    times.add(row.getObject(1, OffsetDateTime.class).toInstant());
                }
            }
            return times;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
