package org.calque.copies;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a replica finds that died, or whose word was lost: rows as it left them.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class RecoveryTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    @Inject
    AgroalDataSource database;

    private final UUID source = FakeProjects.readable();
    private final UUID target = FakeProjects.writable();
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        to = Homes.make(target);
    }

    @Test
    void aQueuedCopyOfWhichNobodyWasToldIsFound() throws Exception {
        var id = left("now()", "null", "null", 0);
        assertNull(Following.untilFinished(ADA, id).extract().path("data.error"));
        assertEquals("f", Files.readString(to.resolve("f")));
    }

    @Test
    void aScheduledCopyOfWhichNobodyWasToldIsFound() throws Exception {
        var id = left("null", "null", "null", 0);
        assertNull(Following.untilFinished(ADA, id).extract().path("data.error"));
    }

    @Test
    void theCopyOfAWorkerThatDiedIsMadeByAnother() throws Exception {
        var id = left("now()", "'one that died'", "now() - interval '1 second'", 3);
        assertNull(Following.untilFinished(ADA, id).extract().path("data.error"));
        assertEquals("f", Files.readString(to.resolve("f")));
    }

    @Test
    void aCopyWhoseWorkerLivesIsLeftToIt() throws Exception {
        var running = left("now()", "'one that lives'", "now() + interval '1 hour'", 1);
        var behind = left("now()", "null", "null", 0);
        assertNull(Following.status(ADA, running).extract().path("data.finished"));
        assertNull(Following.status(ADA, behind).extract().path("data.started"));
        change("update copy_paths set lease_until = now() where id = '" + running + "'");
        assertNull(Following.untilFinished(ADA, behind).extract().path("data.error"));
        assertNull(Following.untilFinished(ADA, running).extract().path("data.error"));
    }

    @Test
    void manyCopiesIntoOneProjectRunOneAfterAnother() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 15; i++) {
            ids.add(left("now()", "null", "null", 0));
        }
        var spans = new ArrayList<List<Instant>>();
        for (var id : ids) {
            var row = Following.untilFinished(ADA, id).extract();
            assertNull(row.path("data.error"));
            spans.add(List.of(
                    Instant.parse(row.<String>path("data.started")), Instant.parse(row.<String>path("data.finished"))));
        }
        spans.sort(Comparator.comparing(List::getFirst));
        for (int i = 1; i < spans.size(); i++) {
            assertFalse(spans.get(i).getFirst().isBefore(spans.get(i - 1).getLast()), "%s overlap".formatted(spans));
        }
    }

    @Test
    void aRunningCopyThatIsDeletedIsStopped() throws Exception {
        var big = to.getParent().resolve(source.toString()).resolve("big");
        Files.write(big, new byte[1 << 20]);
        var id = UUID.randomUUID().toString();
        // A thousand bytes a second: it is at work for as long as it is let.
        change("""
                insert into copy_paths (id, time, source_project_id, source_path, target_project_id, target_path, due,
                    scheduled, expire, queued_at, bwlimit)
                values ('%s', now(), '%s', 'big', '%s', 'big', now(), now(), now() + interval '1 day', now(), '1')
                """.formatted(id, source, target));
        Following.until(ADA, id, "data.started");
        RestAssured.given()
                .spec(ADA.spec())
                .body(Map.of("copy_path_id", id))
                .post("/events/copy_path_delete")
                .then()
                .body("data", is("copy_path_id = '" + id + "' deleted"));
        // The next copy into the same project starts when the deleted one has let go.
        var next = left("now()", "null", "null", 0);
        assertNull(Following.untilFinished(ADA, next).extract().path("data.error"));
        try (var left = Files.list(to)) {
            assertEquals(List.of(to.resolve("f")), left.toList(), "nothing of what was cut off is left");
        }
    }

    private String left(String queuedAt, String worker, String leaseUntil, int fence) throws SQLException {
        var id = UUID.randomUUID();
        change("""
                insert into copy_paths (id, time, source_project_id, source_path, target_project_id, target_path, due,
                    expire, queued_at, worker, lease_until, fence)
                values ('%s', now(), '%s', 'f', '%s', 'f', now(), now() + interval '1 day', %s, %s, %s, %d)
                """.formatted(id, source, target, queuedAt, worker, leaseUntil, fence));
        return id.toString();
    }

    private void change(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
