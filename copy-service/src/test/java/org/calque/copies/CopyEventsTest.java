package org.calque.copies;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.calque.copies.EventReader.Told;
import org.calque.copies.events.CopyEvent;
import org.calque.copies.events.EventLog;
import org.calque.copies.events.EventLog.Wanted;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopyEventsTest {
    private final TestCaller ada = TestCallers.account(UUID.randomUUID());
    private final TestCaller grace = TestCallers.account(UUID.randomUUID());
    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();

    @Inject
    AgroalDataSource database;

    @Inject
    EventLog log;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        Homes.make(target);
    }

    @Test
    void aCopyIsToldFromItsRequestToItsEnd() throws Exception {
        try (var events = EventReader.follow(ada, "", null)) {
            var copy = ask(ada, Map.of());
            var told = events.next(3);
            assertEquals(List.of("copy.queued", "copy.started", "copy.finished"), types(told));
            told.forEach(it -> {
                assertEquals(copy, it.copy());
                assertEquals(it.type(), it.data().path("type").asText());
                assertEquals(
                        source.toString(), it.data().path("source_project_id").asText());
                assertEquals(
                        target.toString(), it.data().path("target_project_id").asText());
            });
            assertEquals(1, told.get(1).data().path("attempt").asInt());
        }
    }

    @Test
    void howACopyEndedIsTold() throws Exception {
        try (var events = EventReader.follow(ada, "", null)) {
            var failed = ask(ada, Map.of("src_path", "missing"));
            var told = events.next(3).getLast();
            assertEquals("copy.failed " + failed, told.type() + " " + told.copy());
            assertTrue(told.data().path("error").asText().contains("missing"), told.data()::toString);

            var later = Map.<String, Object>of("scheduled", "2099-01-02T03:04:05Z");
            var cancelled = ask(ada, later);
            call(ada, "/v2/copies/cancel", Map.of("copy_id", cancelled));
            var deleted = ask(ada, later);
            call(ada, "/events/copy_path_delete", Map.of("copy_path_id", deleted));
            assertEquals(
                    List.of(
                            "copy.requested " + cancelled,
                            "copy.cancelled " + cancelled,
                            "copy.requested " + deleted,
                            "copy.deleted " + deleted),
                    events.next(4).stream()
                            .map(it -> it.type() + " " + it.copy())
                            .toList());
        }
    }

    @Test
    void aStreamThatIsTakenUpAgainHasNoGapAndTellsNothingTwice() throws Exception {
        var asked = new ArrayList<Future<String>>();
        var told = new ArrayList<Told>();
        String start;
        try (var before = EventReader.follow(ada, "", null)) {
            start = before.position();
        }
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> client = () -> ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
            for (int i = 0; i < 60; i++) {
                asked.add(clients.submit(client));
            }
            var last = start;
            while (told.size() < 60) {
                try (var events = EventReader.follow(ada, "", last)) {
                    told.addAll(events.next(Math.min(7, 60 - told.size())));
                }
                last = told.getLast().id();
            }
        }
        var ids = new HashSet<String>();
        for (var one : asked) {
            ids.add(one.get());
        }
        assertEquals(ids, new HashSet<>(told.stream().map(Told::copy).toList()));
        assertEquals(60, told.stream().map(Told::id).distinct().count());
    }

    @Test
    void whatIsCommittedLateIsNotPassedOver() throws Exception {
        var reader = new Wanted(ada.id(), null, null);
        try (var slow = database.getConnection();
                var fast = database.getConnection()) {
            slow.setAutoCommit(false);
            fast.setAutoCommit(false);
            addEvent(slow, "copy.slow");
            addEvent(fast, "copy.fast");
            fast.commit();
            long seen = log.number();
            assertEquals(List.of("copy.fast"), typesOf(log.read(reader, 0, seen, 10)));
            slow.commit();
            assertEquals(List.of("copy.slow"), typesOf(log.read(reader, seen, log.number(), 10)));
        }
    }

    @Test
    void nobodySeesAnothersCopiesThoughTheProjectsAreShared() throws Exception {
        try (var events = EventReader.follow(grace, "?after=0&project_id=" + target, null)) {
            var adas = ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
            var hers = ask(grace, Map.of("scheduled", "2099-01-02T03:04:05Z"));
            assertEquals(hers, events.next().copy());
            try (var one = EventReader.follow(grace, "?after=0&copy_id=" + adas, null)) {
                assertTrue(one.position().matches("\\d+"));
                call(ada, "/v2/copies/cancel", Map.of("copy_id", adas));
                call(grace, "/v2/copies/cancel", Map.of("copy_id", hers));
                assertEquals("copy.cancelled", events.next().type());
                assertEquals(
                        List.of(), log.read(new Wanted(grace.id(), null, UUID.fromString(adas)), 0, log.number(), 10));
            }
        }
    }

    @Test
    void aStreamMayBeOfOneProjectOrOneCopy() throws Exception {
        var elsewhere = FakeProjects.writable();
        Homes.make(elsewhere);
        var later = Map.<String, Object>of("scheduled", "2099-01-02T03:04:05Z");
        var here = ask(ada, later);
        var there = ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z", "target_project_id", elsewhere));
        var again = ask(ada, later);
        try (var ofProject = EventReader.follow(ada, "?after=0&project_id=" + elsewhere, null);
                var ofCopy = EventReader.follow(ada, "?after=0&copy_id=" + again, null);
                var ofAll = EventReader.follow(ada, "?after=0", null)) {
            assertEquals(there, ofProject.next().copy());
            assertEquals(again, ofCopy.next().copy());
            assertEquals(
                    List.of(here, there, again),
                    ofAll.next(3).stream().map(Told::copy).toList());
        }
    }

    @Test
    void aKeyOfSomeProjectsTellsOnlyOfCopiesBetweenThese() throws Exception {
        ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
        var inside = ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z", "target_project_id", source));
        try (var events = EventReader.follow(ada.onlyIn(source), "?after=0", null)) {
            assertEquals(inside, events.next().copy());
        }
    }

    @Test
    void whoComesBackAfterEventsWereDroppedIsTold() throws Exception {
        var first = ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
        long seen = log.number();
        ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
        long dropped = log.number();
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from copy_events where position <= ?")) {
            delete.setLong(1, dropped);
            delete.executeUpdate();
        }
        call(ada, "/v2/copies/cancel", Map.of("copy_id", first));
        for (var last : List.of(Long.toString(seen), "999999999999999999")) {
            try (var events = EventReader.follow(ada, "", last)) {
                var told = events.next();
                assertEquals("missed", told.type());
                assertEquals(
                        "events after " + last + " are not kept any more; look at the copies themselves",
                        told.data().path("error").asText());
            }
        }
    }

    @Test
    void whatIsTooOldOrTooMuchIsDropped() throws Exception {
        ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
        long old = log.number();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update copy_events set created = now() - interval '8 days' where position <= ?")) {
            update.setLong(1, old);
            update.executeUpdate();
        }
        ask(ada, Map.of("scheduled", "2099-01-02T03:04:05Z"));
        long fresh = log.number();
        log.expire(Duration.ofDays(7), 1_000_000);
        assertEquals(0, kept(0, old));
        assertTrue(kept(old, fresh) > 0);
        log.expire(Duration.ofDays(7), 0);
        assertEquals(0, kept(old, fresh));
    }

    private int kept(long after, long upTo) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select count(*) from copy_events where position > ? and position <= ?")) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?project_id=x | | 400 | project_id must be a valid uuid",
                "?copy_id=     | | 400 | copy_id must be a valid uuid",
                "?after=-1     | | 400 | Last-Event-ID and after must be the id of an event of this stream, or 0 for all",
                "?after=0      | x | 400 | Last-Event-ID and after must be the id of an event of this stream, or 0 for all",
            })
    void whatCannotBeFollowedIsRefused(String query, String last, int status, String words) throws Exception {
        var refused = EventReader.send(ada, query, last);
        assertEquals(status, refused.statusCode());
        assertEquals("{\"error\":\"" + words + "\"}", new String(refused.body().readAllBytes(), UTF_8));
    }

    @Test
    void aKeyWithoutTheScopeAndNobodyAreRefused() throws Exception {
        assertEquals(403, EventReader.send(ada.withScopes("write"), "", null).statusCode());
        assertEquals(401, EventReader.send(TestCallers.nobody(), "", null).statusCode());
    }

    private void addEvent(Connection connection, String type) throws SQLException {
        EventLog.add(
                connection,
                List.of(new CopyEvent(
                        ada.id(), UUID.randomUUID(), source, target, type, new CopyEvent.Detail(null, null, null))));
    }

    private static List<String> types(List<Told> told) {
        return told.stream().map(Told::type).toList();
    }

    private static List<String> typesOf(List<EventLog.Placed> events) {
        return events.stream().map(EventLog.Placed::type).toList();
    }

    private String ask(TestCaller caller, Map<String, Object> options) {
        var body = new HashMap<String, Object>(
                Map.of("src_project_id", source, "target_project_id", target, "src_path", "f"));
        body.putAll(options);
        return given().spec(caller.spec())
                .body(body)
                .post("/events/copy_path_between_projects")
                .then()
                .body("event", is("copy_path_between_projects_response"))
                .extract()
                .path("copy_path_id");
    }

    private static void call(TestCaller caller, String path, Map<String, Object> body) {
        given().spec(caller.spec()).body(body).post(path).then().statusCode(200);
    }
}
