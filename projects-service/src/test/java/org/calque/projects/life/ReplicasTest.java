package org.calque.projects.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.calque.kit.Elsewhere;
import org.calque.messages.Json;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ProjectsTest;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.runtime.RuntimeUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two replicas in one JVM over the real database. Each has a clock of its own, and the terms in the database end when
/// the test says so.
@QuarkusTest
class ReplicasTest extends ProjectsTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);

    @Inject
    Leases leases;

    @Inject
    Workspaces workspaces;

    @Inject
    ProjectsConfig config;

    private final Replica one = new Replica("http://10.9.0.1:8080");
    private final Replica other = new Replica("http://10.9.0.2:8080");
    private Standing project;

    private final class Replica {
        final URI address;
        final AtomicLong nanoTime = new AtomicLong(System.nanoTime());
        final FakeRuntime runtime = new FakeRuntime();
        Residence residence;

        private Replica(String address) {
            this.address = URI.create(address);
        }

        /// A process of its own: what an earlier one kept in memory is gone.
        void begin() {
            residence = new Residence(
                    runtime,
                    workspaces,
                    config,
                    Clock.systemUTC(),
                    nanoTime::get,
                    leases,
                    keeper -> new Tenure(leases, address, LENGTH, nanoTime::get, keeper));
            residence.tenure().beat();
        }

        void start() {
            residence.start(project);
        }

        boolean runs() {
            return runtime.running.contains(project.projectId());
        }

        void pass(Duration time) {
            nanoTime.addAndGet(time.toNanos());
        }

        /// As if the database's clock had moved on to the end of the term.
        void expire() throws SQLException {
            sql("update replicas set until = now() - interval '1 second' where address = ?", address.toString());
        }
    }

    @BeforeEach
    void twoReplicas() throws SQLException {
        one.begin();
        other.begin();
        project = aProject();
    }

    @AfterEach
    void bothEnd() {
        one.residence.tenure().end();
        other.residence.tenure().end();
    }

    private Standing aProject() throws SQLException {
        var id = UUID.fromString(project(somebody()));
        return new Standing(id, hostUid(id), false, null, false, null);
    }

    private int hostUid(UUID id) throws SQLException {
        return Integer.parseInt(ask("select host_uid::text from projects where project_id = ?", id));
    }

    private String state() throws SQLException, IOException {
        return json("state").path("state").asText();
    }

    private JsonNode json(String column) throws SQLException, IOException {
        return Json.MAPPER.readTree(column(project.projectId().toString(), column));
    }

    private long fence() throws SQLException {
        return Long.parseLong(ask("select fence::text from leases where project_id = ?", project.projectId()));
    }

    private void isElsewhere(URI address, Runnable deed) {
        assertEquals(address, assertThrows(Elsewhere.class, deed::run).address());
    }

    @Test
    void aProjectRunsAtOneReplicaAndTheOtherKnowsWhere() throws Exception {
        one.start();
        assertEquals("running", state());
        isElsewhere(one.address, other::start);
        isElsewhere(one.address, () -> other.residence.stop(project.projectId()));
        isElsewhere(one.address, () -> other.residence.restart(project));
        assertTrue(one.runs());
        assertFalse(other.runs());
        one.residence.stop(project.projectId());
        assertEquals("opened", state());
        other.start();
        assertTrue(other.runs());
    }

    @Test
    void manyCallersAtBothReplicasShareOneStart() throws Exception {
        var together = new CountDownLatch(1);
        var calls = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                var replica = i % 2 == 0 ? one : other;
                Callable<Boolean> call = () -> {
                    together.await();
                    try {
                        replica.start();
                        return replica.runs();
                    } catch (Elsewhere passedOn) {
                        return !replica.runs();
                    }
                };
                calls.add(threads.submit(call));
            }
            together.countDown();
            for (var call : calls) {
                assertTrue(call.get());
            }
        }
        assertEquals(1, one.runtime.starts.get() + other.runtime.starts.get());
    }

    @Test
    void aReplicaThatHearsNothingStopsItsProjectsWhileNobodyElseMayHaveThemYet() throws Exception {
        one.start();
        one.pass(LENGTH.multipliedBy(3).dividedBy(4).minusSeconds(1));
        one.residence.tenure().watch();
        assertTrue(one.runs());
        one.pass(Duration.ofSeconds(1));
        assertFalse(one.residence.use(project.projectId()), "a command was let in after the term");
        one.residence.tenure().watch();
        assertFalse(one.runs());
        isElsewhere(one.address, other::start);
        assertThrows(RuntimeUnavailable.class, one::start);

        one.residence.tenure().beat();
        assertEquals("opened", state());
        other.start();
        isElsewhere(other.address, one::start);
    }

    @Test
    void aRenewedTermGoesOnFromWhenItWasRenewed() {
        one.start();
        for (int i = 0; i < 5; i++) {
            one.pass(LENGTH.dividedBy(2));
            one.residence.tenure().beat();
            one.residence.tenure().watch();
            assertTrue(one.residence.use(project.projectId()));
        }
    }

    @Test
    void aTermThatHasEndedIsNotRenewedAndWhatRanUnderItStops() throws Exception {
        one.start();
        var before = fence();
        one.expire();
        other.start();
        assertTrue(fence() > before);
        one.residence.tenure().beat();
        assertFalse(one.runs());
        one.residence.tenure().beat();
        isElsewhere(other.address, one::start);
        assertTrue(other.runs());
    }

    @Test
    void whoHasLostAProjectWritesNothingOfItAnyMore() throws Exception {
        one.start();
        var lost = new Lease(project.projectId(), 0, fence());
        one.expire();
        other.start();
        assertFalse(leases.note(lost, RuntimeState.STOPPING, "{}"));
        leases.giveBack(lost, RuntimeState.OPENED, null);
        assertEquals("running", state());
        isElsewhere(other.address, () -> one.residence.stop(project.projectId()));
    }

    @Test
    void whatAReplicaHeldThatIsGoneIsAtRest() throws Exception {
        one.start();
        one.expire();
        leases.bury();
        leases.restAll(1000);
        assertEquals("opened", state());
        one.residence.settle();
        assertTrue(one.residence.tenure().held().isEmpty());
        assertFalse(one.runs(), "it runs without a lease");
    }

    @Test
    void aReplicaThatEndsWellGivesItsProjectsBackAtOnce() throws Exception {
        one.start();
        one.runtime.close();
        one.residence.tenure().end();
        assertEquals("opened", state());
        other.start();
        assertThrows(RuntimeUnavailable.class, one::start);
    }

    @Test
    void theNextLifeAtTheSameAddressKeepsWhatStillRunsAndPutsTheRestToRest() throws Exception {
        one.start();
        var survivor = project;
        project = aProject();
        one.start();
        one.runtime.running.remove(project.projectId());

        one.begin();
        assertEquals("opened", state());
        project = survivor;
        assertEquals("running", state());
        isElsewhere(one.address, other::start);
        one.start();
        assertEquals(2, one.runtime.starts.get(), "what ran was started again");
        one.residence.stop(project.projectId());
        assertEquals("opened", state());
    }

    @Test
    void whatWasTakenOverByOthersDoesNotGoOn() throws Exception {
        one.start();
        one.expire();
        other.start();
        one.begin();
        assertFalse(one.runs());
        assertEquals("running", state());
    }

    @Test
    void whatHasEndedByItselfIsAtRestAndSaysSo() throws Exception {
        one.start();
        one.runtime.running.clear();
        one.residence.settle();
        assertEquals("opened", state());
        assertEquals(
                "The project has ended by itself.", json("state").path("error").asText());
        other.start();
        assertFalse(json("state").has("error"));
    }

    @Test
    void whatWasNotNotedIsNotedLater() throws Exception {
        one.start();
        for (var left : new String[] {"starting", "stopping", "opened"}) {
            sql(
                    "update projects set state = jsonb_build_object('state', ?) where project_id = ?",
                    left,
                    project.projectId());
            one.residence.settle();
            assertEquals("running", state());
        }
    }

    @Test
    void aLeaseThatNobodyKnowsOfIsGivenBack() throws Exception {
        one.residence.tenure().take(project.projectId());
        assertEquals("starting", state());
        one.residence.settle();
        assertEquals("opened", state());
        other.start();
    }

    @Test
    void aProjectThatCannotBeStartedSaysWhyAndWaitsLongerEachTime() throws Exception {
        one.runtime.broken = "There is no sandbox here.";
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    "There is no sandbox here.",
                    assertThrows(RuntimeUnavailable.class, one::start).getMessage());
            assertEquals(
                    i + "", ask("select starts_failed::text from projects where project_id = ?", project.projectId()));
        }
        assertEquals("opened", state());
        assertEquals("There is no sandbox here.", json("state").path("error").asText());
        other.start();
        assertEquals("0", ask("select starts_failed::text from projects where project_id = ?", project.projectId()));
    }

    @Test
    void aDeletedProjectIsNotStartedHoweverItWasReached() throws SQLException {
        sql("update projects set deleted = true where project_id = ?", project.projectId());
        assertTrue(
                assertThrows(RuntimeUnavailable.class, one::start).getMessage().contains("restore it"));
        assertEquals(null, ask("select 1::text from leases where project_id = ?", project.projectId()));
    }

    @Test
    void aRestartIsAStopAndAStart() throws Exception {
        one.start();
        one.residence.restart(project);
        assertEquals(2, one.runtime.starts.get());
        assertEquals("running", state());
    }

    @Test
    void aProjectRunsWithWhatItsSiteItsAdministratorsAndItsPeopleGrant() throws Exception {
        sql(
                "update projects set settings = '{\"memory\": 500, \"mintime\": 60}' where project_id = ?",
                project.projectId());
        sql(
                "update members set upgrades = '{\"cores\": 0.5, \"memory\": 100, \"network\": 1}' where project_id = ?",
                project.projectId());
        sql(
                "insert into members (project_id, account_id, \"group\", upgrades)"
                        + " values (?, ?, 'collaborator', '{\"cores\": 1, \"disk_quota\": 1e300, \"gpu\": null}')",
                project.projectId(),
                UUID.randomUUID());
        one.start();
        assertEquals(2.5, one.runtime.limits.cores());
        assertEquals(600L << 20, one.runtime.limits.memoryBytes());
        var quota = json("run_quota");
        assertEquals(2.5, quota.path("cores").doubleValue());
        assertEquals(600, quota.path("memory").intValue());
        assertEquals(60, quota.path("mintime").intValue());
        assertEquals(60, quota.path("idle_timeout").intValue());
        assertEquals(1, quota.path("network").intValue());
        assertEquals(0, quota.path("always_running").intValue());
        assertEquals(config.quota().maxDiskMib(), quota.path("disk_quota").intValue());

        sql("update projects set settings = '{\"memory\": 700}' where project_id = ?", project.projectId());
        assertEquals(600, json("run_quota").path("memory").intValue());
        one.residence.restart(project);
        assertEquals(800, json("run_quota").path("memory").intValue());
    }
}
