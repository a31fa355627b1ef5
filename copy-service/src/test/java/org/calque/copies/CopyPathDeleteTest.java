package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopyPathDeleteTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    private final UUID source = FakeProjects.readable();
    private final UUID target = FakeProjects.writable();
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "f");
        to = Homes.make(target);
    }

    @Test
    void aDeletedCopyIsGoneAndNeverRuns() throws Exception {
        var due = Instant.now().plusMillis(600);
        var id = request(due.toString());
        delete(ADA, id)
                .body("event", is("copy_path_status_response"), "data", is("copy_path_id = '" + id + "' deleted"));
        given().spec(ADA.spec())
                .body(Map.of("copy_path_id", id))
                .post("/events/copy_path_status")
                .then()
                .body("error", is("Can't find copy operation with ID=" + id));
        delete(ADA, id).body("error", is("Copy operation '" + id + "' either does not exist or already finished"));
        new CountDownLatch(1).await(1_000, TimeUnit.MILLISECONDS);
        assertFalse(Files.exists(to.resolve("f")));
    }

    @Test
    void onlyScheduledCopiesThatHaveNotEndedCanBeDeleted() throws Exception {
        var atOnce = request(null);
        Following.untilFinished(ADA, atOnce);
        delete(ADA, atOnce)
                .body("error", is("Copy operation '" + atOnce + "' either does not exist or already finished"));
        var past = request("2001-01-01");
        Following.untilFinished(ADA, past);
        delete(ADA, past).body("error", is("Copy operation '" + past + "' either does not exist or already finished"));
    }

    @Test
    void theIdMustBeGivenAndTheProjectsBeOnesOwn() {
        delete(ADA, null).body("error", is("ERROR: copy_path_id missing"));
        var id = request(Instant.now().plusSeconds(3600).toString());
        delete(TestCallers.project(UUID.randomUUID()), id)
                .body("error", is("ACCESS BLOCKED -- No read access to source project -- " + source));
        delete(ADA, "nonsense")
                .body("error", is("Copy operation 'nonsense' either does not exist or already finished"));
    }

    private String request(String scheduled) {
        var body = new HashMap<String, Object>(
                Map.of("src_project_id", source, "target_project_id", target, "src_path", "f"));
        body.put("scheduled", scheduled);
        return given().spec(ADA.spec())
                .body(body)
                .post("/events/copy_path_between_projects")
                .then()
                .extract()
                .path("copy_path_id");
    }

    private static ValidatableResponse delete(TestCaller caller, String id) {
        var body = new HashMap<String, Object>();
        body.put("copy_path_id", id);
        return given().spec(caller.spec())
                .body(body)
                .post("/events/copy_path_delete")
                .then()
                .statusCode(200);
    }
}
