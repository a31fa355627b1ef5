package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopyGroupsTest {
    private final TestCaller ada = TestCallers.account(UUID.randomUUID());
    private final UUID source = FakeProjects.writable();

    @BeforeEach
    void makeTheSource() throws IOException {
        Homes.write(Homes.make(source), "sheet.txt", "solve this");
    }

    @Test
    void aClassOfTwoHundredIsServedByOneCallAndOnlyWhatFailedIsTriedAgain() throws IOException {
        var homes = new HashMap<UUID, Path>();
        for (int i = 0; i < 199; i++) {
            var target = FakeProjects.writable();
            homes.put(target, Homes.make(target));
        }
        var failing = FakeProjects.writable();
        var targets = new ArrayList<>(homes.keySet());
        targets.add(120, failing);

        var group = create(targets, Map.of())
                .body("targets", is(200), "refused", is(0))
                .extract()
                .<String>path("group_id");
        done(group, Map.of("state", "failed"))
                .body("counts.succeeded", is(199), "counts.failed", is(1), "counts.waiting", is(0))
                .body("targets", hasSize(1))
                .body("targets[0].target_project_id", is(failing.toString()))
                .body("targets[0].error", is("the target project has no home folder yet; start it once"));
        for (var home : homes.values()) {
            assertEquals("solve this", Files.readString(home.resolve("sheet.txt")));
            Files.writeString(home.resolve("sheet.txt"), "solved");
        }
        Homes.write(Homes.make(source), "sheet.txt", "solve that");
        homes.put(failing, Homes.make(failing));

        retry(group).body("retried", is(1), "refused", is(0));
        done(group, Map.of("state", "failed")).body("counts.succeeded", is(200)).body("targets", hasSize(0));
        assertEquals("solve that", Files.readString(homes.remove(failing).resolve("sheet.txt")));
        for (var home : homes.values()) {
            assertEquals("solved", Files.readString(home.resolve("sheet.txt")), "what went well is not done again");
        }
        retry(group).body("retried", is(0), "refused", is(0));
    }

    @Test
    void aTargetThatIsNotTheCallersIsNamedInTheListAndTheOthersAreServed() throws IOException {
        var fine = FakeProjects.writable();
        var foreign = FakeProjects.foreign();
        Homes.make(fine);
        var foreignHome = Homes.make(foreign);
        var group = create(List.of(foreign, fine), Map.of())
                .body("targets", is(2), "refused", is(1))
                .extract()
                .<String>path("group_id");
        done(group, Map.of())
                .body("targets.target_project_id", is(List.of(foreign.toString(), fine.toString())))
                .body("targets.state", is(List.of("refused", "succeeded")))
                .body("targets[0].error", is("must be a collaborator on target project"))
                .body("targets[0].copy_id", nullValue());
        retry(group).body("retried", is(0), "refused", is(1));
        done(group, Map.of()).body("targets.state", is(List.of("refused", "succeeded")));
        assertFalse(Files.exists(foreignHome.resolve("sheet.txt")));
    }

    @Test
    void aSourceThatIsNotTheCallersIsRefusedForAll() {
        call("create", wish(List.of(FakeProjects.writable()), Map.of("src_project_id", FakeProjects.readable())), ada)
                .body("error", is("must be a collaborator on source project"));
    }

    @Test
    void aGroupIsItsMakersAndNobodyElsesAndNotThatOfAKeyForOtherProjects() throws IOException {
        var target = FakeProjects.writable();
        Homes.make(target);
        var group = create(List.of(target), Map.of()).extract().<String>path("group_id");
        var mallory = TestCallers.account(UUID.randomUUID());
        for (var stranger : List.of(mallory, ada.onlyIn(source), ada.onlyIn(target))) {
            for (var verb : List.of("get", "retry", "cancel")) {
                call(verb, Map.of("group_id", group), stranger).body("error", is("group_id not found"));
            }
        }
        call("get", Map.of("group_id", group), ada.onlyIn(source, target)).body("group_id", is(group));
        call("get", Map.of("group_id", group), TestCallers.nobody()).body("error", is("must be signed in"));
    }

    @Test
    void aGroupThatWaitsForItsTimeIsCancelledAsAWhole() {
        var targets = Stream.generate(FakeProjects::writable).limit(5).toList();
        var group = create(targets, Map.of("scheduled", "2099-01-02T03:04:05Z"))
                .extract()
                .<String>path("group_id");
        call("get", Map.of("group_id", group), ada).body("counts.waiting", is(5));
        call("cancel", Map.of("group_id", group), ada).body("cancelled", is(5));
        call("get", Map.of("group_id", group), ada)
                .body("counts.failed", is(5))
                .body("targets.error", everyItem(is(Life.CANCELLED)));
        call("cancel", Map.of("group_id", group), ada).body("cancelled", is(0));
    }

    @Test
    void theListIsPaged() {
        var targets = Stream.generate(FakeProjects::foreign).limit(7).toList();
        var group = create(targets, Map.of()).extract().<String>path("group_id");
        call("get", Map.of("group_id", group, "offset", 5, "limit", 3), ada)
                .body("counts.refused", is(7))
                .body(
                        "targets.target_project_id",
                        is(targets.subList(5, 7).stream().map(UUID::toString).toList()));
        call("get", Map.of("group_id", group, "limit", 1001), ada)
                .body("error", is("limit must be from 0 to 1000, but is 1001"));
        call("get", Map.of("group_id", group, "state", "lost"), ada)
                .body("error", containsString("state must be one of waiting, running"));
    }

    @Test
    void retriesAtTheSameMomentMakeOneCopyOfEach() throws Exception {
        var target = FakeProjects.writable();
        var group = create(List.of(target), Map.of()).extract().<String>path("group_id");
        done(group, Map.of()).body("counts.failed", is(1));
        var home = Homes.make(target);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> one = () -> retry(group).extract().<Integer>path("retried");
            int retried = 0;
            for (var answer : clients.invokeAll(List.of(one, one, one, one))) {
                retried += answer.get();
            }
            assertEquals(1, retried);
        }
        done(group, Map.of()).body("counts.succeeded", is(1));
        assertTrue(Files.exists(home.resolve("sheet.txt")));
    }

    @Test
    void aRequestThatComesAgainStandsForTheSameGroup() {
        var targets = List.of(FakeProjects.writable(), FakeProjects.foreign());
        var key = UUID.randomUUID().toString();
        var first = createWith(key, targets).body("refused", is(1)).extract().<String>path("group_id");
        createWith(key, targets).body("group_id", is(first), "refused", is(1), "targets", is(2));
        createWith(key, List.of(targets.getFirst()))
                .body("error", is("this Idempotency-Key was used for another request"));
    }

    @Test
    void whatIsWrongIsNamed() {
        var target = FakeProjects.writable();
        Map<String, Map<String, Object>> wrong = Map.of(
                "target_project_ids must name 1 to 1000 projects",
                Map.of("target_project_ids", List.of()),
                "target_project_ids[1] must be a valid uuid",
                Map.of("target_project_ids", List.of(target, "x")),
                "target_project_ids names " + target + " twice",
                Map.of("target_project_ids", List.of(target, target)),
                "path must be specified",
                Map.of("path", ""),
                "src_project_id must be a valid uuid",
                Map.of("src_project_id", "x"),
                "scheduled = soon is not a valid date",
                Map.of("scheduled", "soon"),
                "timeout must not be negative",
                Map.of("timeout", -1),
                "source path must be contained in project home dir",
                Map.of("path", "../x"));
        wrong.forEach((words, options) ->
                call("create", wish(List.of(target), options), ada).body("error", is(words), "group_id", nullValue()));
        call("get", Map.of("group_id", "x"), ada).body("error", is("group_id must be a valid uuid"));
    }

    private ValidatableResponse create(List<UUID> targets, Map<String, Object> options) {
        return call("create", wish(targets, options), ada).body("error", nullValue(), "group_id", not(nullValue()));
    }

    private ValidatableResponse createWith(String key, List<UUID> targets) {
        return given().spec(ada.spec())
                .header("Idempotency-Key", key)
                .body(wish(targets, Map.of()))
                .post("/v2/copies/groups/create")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> wish(List<UUID> targets, Map<String, Object> options) {
        var wish = new HashMap<String, Object>(
                Map.of("path", "sheet.txt", "src_project_id", source, "target_project_ids", targets));
        wish.putAll(options);
        return wish;
    }

    private ValidatableResponse done(String group, Map<String, Object> options) {
        var request = new HashMap<String, Object>(Map.of("group_id", group, "wait_until_done", true));
        request.putAll(options);
        return call("get", request, ada);
    }

    private ValidatableResponse retry(String group) {
        return call("retry", Map.of("group_id", group), ada);
    }

    private static ValidatableResponse call(String verb, Map<String, Object> request, TestCaller caller) {
        return given().spec(caller.spec())
                .body(request)
                .post("/v2/copies/groups/" + verb)
                .then()
                .statusCode(200);
    }
}
