package org.calque.projects.transfer;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.messages.facts.CopyFinished;
import org.calque.projects.ProjectsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A project that does not run has a disk quota too.
@QuarkusTest
class RoomTest extends StreamTest {
    private static final String FULL = "EDQUOT: the project is over its disk quota of 1 MB: its home holds 2 MB;"
            + " remove files, then try again, write 'f'";

    @Inject
    ProjectsConfig config;

    @Inject
    Outbox outbox;

    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProjectOfOneMegabyte() {
        ada = somebody();
        project = project(ada);
        quota(1);
    }

    private void quota(int megabytes) {
        route(somebody().admin(), "projects/set-admin-quotas", "project_id", project, "disk_quota", megabytes)
                .body("status", is("success"));
    }

    /// Two megabytes while there was room for them.
    private void fill() {
        quota(10);
        put(ada, project, "big", bytes(2_000_000), Map.of()).then().statusCode(201);
        quota(1);
        route(ada, "projects/files/make-folder", "project_id", project, "path", "d");
        route(ada, "projects/files/remove", "project_id", project, "path", "d", "recursive", true);
    }

    @Test
    void whatIsTooLargeForTheQuotaIsRefusedBeforeItComes() {
        put(ada, project, "f", bytes(2_000_000), Map.of())
                .then()
                .statusCode(507)
                .body("error", startsWith("EDQUOT: 2 MB more would exceed the project's disk quota of 1 MB"));
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "f", "size", 2_000_000)
                .body("error", startsWith("EDQUOT: 2 MB more"));
        put(ada, project, "f", bytes(600_000), Map.of()).then().statusCode(201);
        put(ada, project, "g", bytes(600_000), Map.of()).then().statusCode(507);
    }

    @Test
    void nothingComesIntoAFullHomeByAnyWay() throws IOException {
        fill();
        put(ada, project, "f", bytes(1), Map.of()).then().statusCode(507).body("error", is(FULL));
        route(ada, "projects/files/uploads/create", "project_id", project, "path", "f")
                .body("error", is(FULL));
        route(ada, "projects/files/make-folder", "project_id", project, "path", "f")
                .body("error", is(FULL));
        route(ada, "projects/copy-url", "project_id", project, "path", "f", "url", "https://example.com/f")
                .body("error", is(FULL));
        event(ada, "write_text_file_to_project", "project_id", project, "path", "f", "content", "x")
                .body("error", containsString("over its disk quota"));
        assertTrue(
                new FullHomes(config.dir()).complaint(UUID.fromString(project)).isPresent());
    }

    @Test
    void whoHasRemovedEnoughMayWriteAtOnce() throws IOException {
        fill();
        put(ada, project, "f", bytes(1), Map.of()).then().statusCode(507);
        route(ada, "projects/files/remove", "project_id", project, "path", "big");
        put(ada, project, "f", bytes(1), Map.of()).then().statusCode(201);
        assertEquals(
                true,
                new FullHomes(config.dir()).complaint(UUID.fromString(project)).isEmpty());
    }

    @Test
    void whatACopyBroughtIsCountedSoonAndWhatIsRemovedAtOnce() throws IOException {
        put(ada, project, "f", bytes(1), Map.of()).then().statusCode(201);
        Files.write(config.dir().resolve(project).resolve("copied"), bytes(2_000_000));
        var full = new FullHomes(config.dir());
        var id = UUID.fromString(project);
        // Who has just begun to read a topic may miss what is told meanwhile.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    copied(id);
                    return full.complaint(id).isPresent();
                });
        put(ada, project, "f", bytes(1), Map.of()).then().statusCode(507).body("error", is(FULL));

        route(ada, "projects/files/remove", "project_id", project, "path", "copied");
        assertEquals(Optional.empty(), full.complaint(id));
    }

    private void copied(UUID target) {
        var fact = new CopyFinished(UUID.randomUUID(), UUID.randomUUID(), target, null);
        QuarkusTransaction.requiringNew().run(() -> outbox.add(fact));
    }
}
