package org.calque.projects.tables;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Log, use of files and course of a project.
@QuarkusTest
class RowsOfProjectsTest extends ProjectsTest {
    private TestCaller ada;
    private TestCaller grace;
    private String adas;
    private String graces;

    @BeforeEach
    void twoPeopleWithAProjectEach() {
        ada = somebody();
        grace = somebody();
        adas = project(ada);
        graces = project(grace);
    }

    @Test
    void aLogEntryIsWrittenMergedAndAlwaysItsWriters() throws SQLException {
        var id = UUID.randomUUID();
        var time = "2025-01-02T03:04:05Z";
        ok(log(ada, adas, id, "time", time, "account_id", grace.id(), "event", map("event", "open")));
        ok(log(ada, adas, id, "event", map("path", "a")));
        assertEquals("{\"path\": \"a\", \"event\": \"open\"}", entry(id, "event"));
        assertEquals(ada.id().toString(), entry(id, "account_id"));
        assertEquals(adas, entry(id, "project_id"));
        refused(log(ada, adas, id, "time", 5), "FATAL: project_log.time must be a time");
        refused(log(ada, adas, id, "hash", 5), "FATAL: changing project_log.hash not allowed");
        refused(log(ada, UUID.randomUUID().toString(), id), "unknown project_id");
    }

    @Test
    void nobodyWritesToAForeignLogOrTakesOverAForeignEntry() throws SQLException {
        var id = UUID.randomUUID();
        ok(log(grace, graces, id, "event", map("event", "hers")));
        refused(log(ada, graces, UUID.randomUUID()), "FATAL: user must be an admin");
        refused(log(ada, adas, id, "event", map("event", "mine")), "FATAL: user must be an admin");
        refused(log(ada.onlyIn(UUID.randomUUID()), adas, UUID.randomUUID()), "unknown project_id");
        assertEquals("{\"event\": \"hers\"}", entry(id, "event"));
        assertEquals(graces, entry(id, "project_id"));
        ok(log(ada.admin(), graces, UUID.randomUUID()));
    }

    @Test
    void manyFirstMergesOfTheSameFileLoseNothing() throws Exception {
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : IntStream.range(0, 20)
                    .mapToObj(i -> calls.submit(() -> ok(use(ada, map("K" + i, 1)))))
                    .toList()) {
                done.get();
            }
        }
        assertEquals(
                "20",
                ask("select count(*) from api_file_use, jsonb_object_keys(users) where project_id = ?::uuid", adas));
        refused(use(grace, map("x", 1)), "FATAL: user must be an admin");
        refused(set(ada, "file_use", "project_id", adas), "FATAL: must specify file_use.path");
    }

    @Test
    void whoUsesAFileJustNowIsActiveInTheProject() throws SQLException {
        sql("update projects set last_active = '{}' where project_id = ?::uuid", adas);
        ok(use(ada, map(ada.id().toString(), map("edit", "2020-01-01T00:00:00Z", "open", "soon"))));
        ok(use(ada, map(grace.id().toString(), map("edit", Instant.now().toString()))));
        assertNull(active());
        ok(use(ada, map(ada.id().toString(), map("chat", Instant.now().toString()))));
        assertNotNull(active());
    }

    @Test
    void aMentionIsMadeInOnesOwnNameAndMarkedByOthers() throws SQLException {
        add(ada, adas, grace.id());
        var time = "2025-01-02T03:04:05.678Z";
        refused(mention(grace, time, ada.id()), "FATAL: mentions.source must be the account that mentions, which is");
        ok(mention(ada, time, ada.id(), "description", "look", "priority", 2));
        ok(mention(grace, time, ada.id(), "users", map(grace.id().toString(), map("read", true))));
        refused(mention(grace, time, grace.id()), "FATAL: mentions.source must be the account that mentions");
        assertEquals(
                "look 2 true",
                ask(
                        "select description || ' ' || priority || ' ' || (users -> ?::text ->> 'read')"
                                + " from api_mentions where project_id = ?::uuid",
                        grace.id().toString(),
                        adas));
        ok(mention(ada, "2025-01-02T03:04:05.679Z", ada.id()));
        assertEquals("2", ask("select count(*) from api_mentions where project_id = ?::uuid", adas));
        refused(mention(somebody(), time, ada.id()), "FATAL: user must be an admin");
        refused(set(ada, "mentions", "project_id", adas, "time", time), "FATAL: must specify mentions.path");
    }

    private ValidatableResponse mention(TestCaller caller, String time, UUID source, Object... more) {
        var row = map(more);
        row.putAll(map("project_id", adas, "time", time, "path", "a.txt", "source", source, "target", grace.id()));
        return post(caller, "/tables/mentions", row);
    }

    @Test
    void aCourseIsSetByOwnersAlone() throws SQLException {
        add(ada, adas, grace.id());
        refused(course(grace, map("pay", "x")), "FATAL: user must be an admin");
        ok(course(ada, map("pay", "x")));
        ok(course(grace.admin(), map("path", "y")));
        assertEquals("{\"pay\": \"x\", \"path\": \"y\"}", column(adas, "course"));
        refused(course(ada, 5), "FATAL: projects_owner.course must be an object");
        refused(
                set(ada, "projects_owner", "project_id", adas, "title", "x"),
                "FATAL: changing projects_owner.title not allowed");
        refused(
                set(ada, "projects", "project_id", adas, "course", map("pay", "z")),
                "FATAL: changing projects.course not allowed");
    }

    @Test
    void administratorsNoteAndDeleteProjectsAndChangePathsOfOthers() throws SQLException {
        var admin = grace.admin();
        refused(set(ada, "crm_projects", "project_id", adas, "notes", "x"), "FATAL: user must be an admin");
        ok(set(admin, "crm_projects", "project_id", adas, "notes", "x", "title", "noted", "deleted", true));
        assertEquals("x", ask("select notes from projects where project_id = ?::uuid", adas));
        assertEquals("noted", column(adas, "title"));
        assertEquals("true", column(adas, "deleted"));
        refused(set(admin, "crm_projects", "project_id", adas, "env", map()), "changing crm_projects.env not allowed");
        refused(set(admin, "crm_projects", "project_id", UUID.randomUUID(), "notes", "x"), "FATAL: unknown project_id");
        ok(set(ada, "public_paths", "project_id", project(ada), "path", "p"));
        var id = ask("select id from api_public_paths where path = 'p' order by project_id limit 1");
        refused(set(ada, "crm_public_paths", "id", id, "disabled", true), "FATAL: user must be an admin");
        ok(set(admin, "crm_public_paths", "id", id, "disabled", true, "counter", 2.5));
        assertEquals("2.5", ask("select counter::text from api_public_paths where id = ? and disabled", id));
    }

    private ValidatableResponse course(TestCaller caller, Object course) {
        return set(caller, "projects_owner", "project_id", adas, "course", course);
    }

    private static ValidatableResponse log(TestCaller caller, String project, UUID id, Object... fields) {
        var row = map(fields);
        row.put("id", id);
        row.put("project_id", project);
        return post(caller, "/tables/project_log", row);
    }

    private ValidatableResponse use(TestCaller caller, Object users) {
        return set(caller, "file_use", "project_id", adas, "path", "a", "users", users);
    }

    private String active() throws SQLException {
        return ask(
                "select last_active ->> ?::text from projects where project_id = ?::uuid",
                ada.id().toString(),
                adas);
    }

    private String entry(UUID id, String column) throws SQLException {
        return ask("select " + column + "::text from api_project_log where id = ?", id);
    }

    private static ValidatableResponse ok(ValidatableResponse answer) {
        return answer.body("size()", is(0));
    }

    private static void refused(ValidatableResponse answer, String words) {
        answer.body("error", containsString(words));
    }
}
