package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clients see of a copy that takes its time: because something stands in its way, or because it is large.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class PostponedCopyTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    @Inject
    TargetGate gate;

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
    void aCopyWhoseTargetIsLockedIsPutOffAndMadeWhenTheLockIsGone() throws Exception {
        Homes.write(from, "f", "content");
        String copy;
        try (var lock = assertInstanceOf(TargetGate.Entry.In.class, gate.enter(target, 1))) {
            copy = copy("f", Map.of());
            Following.until(ADA, copy, "data.next_attempt")
                    .body("data.attempts", is(1), "data.started", nullValue(), "data.finished", nullValue());
            assertFalse(Files.exists(to.resolve("f")));
        }
        Following.untilFinished(ADA, copy)
                .body("data.error", nullValue(), "data.attempts", greaterThan(1), "data", not(hasKey("next_attempt")));
        assertEquals("content", Files.readString(to.resolve("f")));
    }

    @Test
    void whatWillNotPassIsNotTriedAgain() throws Exception {
        var copy = copy("missing", Map.of());
        Following.untilFinished(ADA, copy)
                .body("data.error", is("ENOENT: no such file or directory, stat '/projects/" + source + "/missing'"))
                .body("data", not(hasKey("attempts")), "data", not(hasKey("next_attempt")));
    }

    @Test
    void howFarALongCopyIsIsToldWhileItRuns() throws Exception {
        Homes.write(from, "big/1", "x");
        Homes.write(from, "big/2", "x".repeat(4 << 20));
        var copy = copy("big", Map.of("bwlimit", 100));
        Following.until(ADA, copy, "data.progress")
                .body("data.progress.bytes", greaterThan(0))
                .body("data.progress.files", lessThan(2))
                .body("data.progress.percent", lessThan(100));
        given().spec(ADA.spec())
                .body(Map.of("copy_id", copy))
                .post("/v2/projects/copy-path-status")
                .then()
                .body("progress.percent", lessThan(100));
        given().spec(ADA.spec())
                .body(Map.of("copy_id", copy))
                .post("/v2/copies/cancel")
                .then()
                .body("status", is("ok"));
        Following.untilFinished(ADA, copy).body("data.error", is(Life.CANCELLED), "data", not(hasKey("progress")));
    }

    private String copy(String path, Map<String, Object> options) {
        var wish = new HashMap<String, Object>(
                Map.of("src_project_id", source, "target_project_id", target, "path", path, "wait_until_done", false));
        wish.putAll(options);
        return given().spec(ADA.spec())
                .body(wish)
                .post("/v2/projects/copy-path")
                .path("copy_id");
    }
}
