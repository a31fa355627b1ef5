package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody may do is asked again when what they have scheduled begins.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class StartAccessTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    private final UUID source = FakeProjects.writable();
    private final UUID left = FakeProjects.leftByItsMembers();
    private Path homeOfLeft;

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "f", "content");
        homeOfLeft = Homes.make(left);
        Homes.write(homeOfLeft, "secret", "of those who are left");
    }

    @Test
    void whoWasRemovedFromTheTargetWritesNothingThere() throws Exception {
        var copy = schedule(ADA, source, "f", left, Map.of());
        Following.untilFinished(ADA, copy)
                .body("data.error", is("ACCESS BLOCKED -- No write access to target project -- " + left));
        assertFalse(Files.exists(homeOfLeft.resolve("f")));
    }

    @Test
    void whoWasRemovedFromTheSourceReadsNothingThere() throws Exception {
        var target = FakeProjects.writable();
        var home = Homes.make(target);
        var copy = schedule(ADA, left, "secret", target, Map.of());
        Following.untilFinished(ADA, copy)
                .body("data.error", is("ACCESS BLOCKED -- No read access to source project -- " + left));
        assertFalse(Files.exists(home.resolve("secret")));
    }

    @Test
    void whoMayStillHasItsCopyAndSoHasAProjectOfItsOwn() throws Exception {
        var target = FakeProjects.writable();
        var home = Homes.make(target);
        var copy = schedule(ADA, source, "f", target, Map.of());
        Following.untilFinished(ADA, copy).body("data.error", nullValue());
        assertEquals("content", Files.readString(home.resolve("f")));

        var project = TestCallers.project(left);
        var own = schedule(project, left, "secret", left, Map.of("target_path", "again"));
        Following.untilFinished(project, own).body("data.error", nullValue());
        assertEquals("of those who are left", Files.readString(homeOfLeft.resolve("again")));
    }

    @Test
    void anAdministratorsCopyDoesNotHangOnWhoIsOnTheProjects() throws Exception {
        var copy = schedule(ADA.admin(), source, "f", left, Map.of());
        Following.untilFinished(ADA.admin(), copy).body("data.error", nullValue());
        assertEquals("content", Files.readString(homeOfLeft.resolve("f")));
    }

    @Test
    void aGroupNamesTheTargetsThatItsMakerHasLeft() throws Exception {
        var stays = FakeProjects.writable();
        Homes.make(stays);
        String group = given().spec(ADA.spec())
                .body(Map.of(
                        "path",
                        "f",
                        "src_project_id",
                        source,
                        "target_project_ids",
                        List.of(left, stays),
                        "scheduled",
                        Instant.now().toString()))
                .post("/v2/copies/groups/create")
                .path("group_id");
        given().spec(ADA.spec())
                .body(Map.of("group_id", group, "wait_until_done", true))
                .post("/v2/copies/groups/get")
                .then()
                .body("targets.state", is(List.of("failed", "succeeded")))
                .body("targets[0].error", is("ACCESS BLOCKED -- No write access to target project -- " + left));
    }

    private static String schedule(
            TestCaller caller, UUID source, String path, UUID target, Map<String, Object> options) {
        var wish = new HashMap<String, Object>(Map.of(
                "src_project_id", source,
                "src_path", path,
                "target_project_id", target,
                "scheduled", Instant.now().plusMillis(300).toString()));
        wish.putAll(options);
        return given().spec(caller.spec())
                .body(wish)
                .post("/events/copy_path_between_projects")
                .then()
                .body("copy_path_id", notNullValue())
                .extract()
                .path("copy_path_id");
    }
}
