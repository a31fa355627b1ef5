package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopyPathStatusTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final UUID source = FakeProjects.readable();
    private final UUID target = FakeProjects.writable();

    @BeforeEach
    void makeHomes() throws IOException {
        Homes.write(Homes.make(source), "a", "a");
        Homes.make(target);
    }

    @Test
    void oneCopyIsShownWithAllItsColumnsAndNulls() {
        var id = later("a", Map.of("target_path", "b", "backup", true, "exclude", List.of("*.o")));
        status(Map.of("copy_path_id", id, "id", "7"))
                .body("id", is("7"))
                .body("data.copy_path_id", is(id))
                .body("data.time", matchesPattern(TIME))
                .body("data.scheduled", matchesPattern(TIME))
                .body("data.source_project_id", is(source.toString()))
                .body("data.source_path", is("a"))
                .body("data.target_project_id", is(target.toString()))
                .body("data.target_path", is("b"))
                .body("data.overwrite_newer", is(false))
                .body("data.delete_missing", is(false))
                .body("data.backup", is(true))
                .body("data.exclude", contains("*.o"))
                .body("data", hasKey("started"))
                .body("data.started", nullValue())
                .body("data", hasKey("finished"))
                .body("data", hasKey("error"))
                .body("data", not(hasKey("expire")));
    }

    @Test
    void listsShowWhatIsPendingUnlessAskedForWhatHasEndedOrFailed() {
        var pending = later("a", Map.of());
        var fine = now("a");
        var failed = now("missing");
        list(Map.of()).body("data.copy_path_id", contains(pending));
        list(Map.of("pending", false)).body("data.copy_path_id", contains(failed, fine));
        list(Map.of("pending", "false")).body("data.copy_path_id", contains(failed, fine));
        list(Map.of("failed", "true"))
                .body("data.copy_path_id", contains(failed), "data[0].error", containsString("ENOENT"));
        list(Map.of("pending", false, "src_path", "a")).body("data.copy_path_id", contains(fine));
    }

    @Test
    void aListShowsACopyAsItIsShownAlone() {
        later("a", Map.of("target_path", "b\n\"ü\"", "backup", true, "exclude", List.of("*.o", "q\"")));
        now("a");
        now("missing");
        for (var which : List.of(Map.<String, Object>of(), Map.<String, Object>of("pending", false))) {
            List<Map<String, Object>> rows = list(which).extract().path("data");
            assertFalse(rows.isEmpty());
            for (var row : rows) {
                assertEquals(
                        status(Map.of("copy_path_id", row.get("copy_path_id")))
                                .extract()
                                .path("data"),
                        row);
            }
        }
    }

    @Test
    void listsAreNewestFirstAndCutByLimitAndOffset() {
        var first = later("1", Map.of());
        var second = later("2", Map.of());
        var third = later("3", Map.of());
        list(Map.of()).body("data.copy_path_id", contains(third, second, first));
        list(Map.of("limit", 1, "offset", 1)).body("data.copy_path_id", contains(second));
        list(Map.of("limit", 0)).body("data.size()", is(0));
        status(Map.of("src_project_id", source, "target_project_id", FakeProjects.writable()))
                .body("data.size()", is(0));
        status(Map.of("target_project_id", target, "copy_path_id", "ignored")).body("data.size()", is(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit  | 1001   | ILLEGAL VALUE limit='1001' (must be in [0, 1000])
                    limit  | -1     | ILLEGAL VALUE limit='-1' (must be in [0, 1000])
                    offset | 100001 | ILLEGAL VALUE offset='100001' (must be in [0, 100000])
                    """)
    void limitsOutOfRangeAreRefused(String option, long value, String error) {
        list(Map.of(option, value)).body("event", is("error"), "error", is(error));
    }

    @Test
    void withoutAnIdThereIsNothingToTell() {
        status(Map.of())
                .body(
                        "error",
                        is("'copy_path_id' (UUID) of a copy operation or 'src_project_id/target_project_id' must be"
                                + " defined"));
        status(Map.of("copy_path_id", "nonsense")).body("error", is("Can't find copy operation with ID=nonsense"));
        var unknown = UUID.randomUUID().toString();
        status(Map.of("copy_path_id", unknown)).body("error", is("Can't find copy operation with ID=" + unknown));
    }

    @Test
    void whoMayNotUseTheProjectsSeesNothing() {
        var stranger = TestCallers.project(UUID.randomUUID());
        var id = later("a", Map.of());
        as(stranger, Map.of("copy_path_id", id))
                .body("error", is("ACCESS BLOCKED -- No read access to source project -- " + source));
        as(stranger, Map.of("target_project_id", target))
                .body("error", is("ACCESS BLOCKED -- No write access to target project -- " + target));
        status(Map.of("src_project_id", "nonsense"))
                .body("error", is("ACCESS BLOCKED -- No read access to source project -- nonsense"));
    }

    private String later(String path, Map<String, Object> more) {
        return request(path, more, Instant.now().plus(Duration.ofHours(1)).toString(), false)
                .extract()
                .path("copy_path_id");
    }

    private String now(String path) {
        request(path, Map.of(), null, true);
        return list(Map.of("pending", false)).extract().path("data[0].copy_path_id");
    }

    private ValidatableResponse request(String path, Map<String, Object> more, String scheduled, boolean wait) {
        var body = new HashMap<String, Object>(more);
        body.putAll(Map.of(
                "src_project_id", source, "target_project_id", target, "src_path", path, "wait_until_done", wait));
        body.put("scheduled", scheduled);
        return given().spec(ADA.spec())
                .body(body)
                .post("/events/copy_path_between_projects")
                .then();
    }

    private ValidatableResponse list(Map<String, Object> options) {
        var body = new HashMap<>(options);
        body.put("src_project_id", source);
        return status(body);
    }

    private static ValidatableResponse status(Map<String, Object> options) {
        return as(ADA, options);
    }

    private static ValidatableResponse as(TestCaller caller, Map<String, Object> options) {
        return given().spec(caller.spec())
                .body(options)
                .post("/events/copy_path_status")
                .then()
                .statusCode(200);
    }
}
