package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.calque.copies.Rsync.Way;
import org.calque.copies.TargetGate.Entry;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What keeps workers that hang, are lost, or come late from touching a target: with real processes.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class FenceTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());
    private static final int SLOWLY = 100 << 10;

    @Inject
    AgroalDataSource database;

    @Inject
    TargetGate gate;

    @Inject
    Rsync rsync;

    @ConfigProperty(name = "calque.projects-dir")
    Path homes;

    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();
    private Path from;
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        from = Homes.make(source);
        to = Homes.make(target);
    }

    @Test
    void whoComesAfterALaterClaimIsNotLetIn() throws IOException {
        try (var in = assertInstanceOf(Entry.In.class, gate.enter(target, 5))) {
            assertInstanceOf(Entry.Busy.class, gate.enter(target, 6), "one at a time");
        }
        assertEquals(new Entry.Late(5), gate.enter(target, 4));
        assertInstanceOf(Entry.In.class, gate.enter(target, 5)).close();
        assertInstanceOf(Entry.In.class, gate.enter(target, 6)).close();
        assertEquals(new Entry.Late(6), gate.enter(target, 5));
    }

    @Test
    void aSandboxWhoseLeaseIsNotRenewedEndsItself() throws Exception {
        Homes.write(from, "big", "x".repeat(20 * SLOWLY));
        var job = slowly(7);
        assertThrows(SandboxKilled.class, () -> copyUnderALeaseOfASecond(job));
        assertInstanceOf(Entry.In.class, gate.enter(target, 8)).close();
        assertFalse(Files.exists(to.resolve("big")), "nothing half done is seen");
    }

    @Test
    void aRenewalThatComesBeforeTheSandboxIsLetInDoesNoHarm() throws Exception {
        Homes.write(from, "big", "x");
        var stop = new Stop();
        var renewing = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                stop.goOn();
                LockSupport.parkNanos(100_000);
            }
        });
        var way = new Way("/projects/" + source + "/big", "/projects/" + target + "/big", false);
        rsync.copy(slowly(7), homes, way, Duration.ofSeconds(30), stop);
        renewing.interrupt();
        assertTrue(Files.exists(to.resolve("big")));
    }

    @Test
    void aSandboxThatIsStoppedIsEndedByWhoTakesOver() throws Exception {
        Homes.write(from, "big", "x".repeat(3 * SLOWLY));
        var copy = given().spec(ADA.spec())
                .body(Map.of(
                        "src_project_id",
                        source,
                        "target_project_id",
                        target,
                        "path",
                        "big",
                        "bwlimit",
                        100,
                        "wait_until_done",
                        false))
                .post("/v2/projects/copy-path")
                .<String>path("copy_id");
        var sandbox = sandboxOf(target);
        var inIt = sandbox.descendants().toList();
        signal("STOP", sandbox);
        inIt.forEach(it -> signal("STOP", it));
        // Its worker is lost as well: the lease runs out, and whatever it says later does not count.
        change("update copy_paths set worker = 'lost', lease_until = now() where id = '" + copy + "'");
        assertNull(Following.untilFinished(ADA, copy).extract().path("data.error"));
        assertEquals(Files.size(from.resolve("big")), Files.size(to.resolve("big")));
        sandbox.onExit().get(10, TimeUnit.SECONDS);
        for (var process : inIt) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        try (var left = Files.list(to)) {
            assertEquals(List.of(to.resolve("big")), left.toList(), "nothing of the attempt that was cut off is left");
        }
    }

    @Test
    void aDatabaseThatWasSetBackGivesOutLaterTurnsAgain() throws Exception {
        Homes.write(from, "f", "f");
        try (var in = assertInstanceOf(Entry.In.class, gate.enter(target, 1_000_000))) {
            assertFalse(Files.exists(to.resolve("f")));
        }
        var copy = given().spec(ADA.spec())
                .body(Map.of(
                        "src_project_id", source, "target_project_id", target, "path", "f", "wait_until_done", false))
                .post("/v2/projects/copy-path")
                .<String>path("copy_id");
        assertNull(Following.untilFinished(ADA, copy).extract().path("data.error"));
        assertTrue(Files.exists(to.resolve("f")));
    }

    private Claimed slowly(long turn) {
        return new Claimed(
                UUID.randomUUID(),
                UUID.randomUUID(),
                source,
                "big",
                target,
                "big",
                false,
                false,
                false,
                false,
                null,
                "100",
                List.of(),
                Instant.now(),
                false,
                turn,
                1,
                null);
    }

    /// A worker that is alive but does not renew its lease: nothing tells the sandbox to go on.
    private void copyUnderALeaseOfASecond(Claimed job) throws Exception {
        var way = new Way("/projects/" + source + "/big", "/projects/" + target + "/big", false);
        rsync.copy(job, homes, way, Duration.ofSeconds(1), new Stop());
    }

    private ProcessHandle sandboxOf(UUID project) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            var file = gate.file(project);
            var sandbox = Files.exists(file)
                    ? TurnNote.read(Files.readAllBytes(file)).sandbox()
                    : Optional.<ProcessHandle>empty();
            if (sandbox.isPresent()) {
                return sandbox.get();
            }
            new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("no sandbox works on the target");
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
