package org.calque.accounts;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BookmarksTest extends AccountsTest {
    private final UUID project = FakeProjects.writable();
    private TestCaller ada;

    @BeforeEach
    void somebody() {
        ada = member();
    }

    private static ValidatableResponse call(TestCaller caller, String deed, Object project, List<String> paths) {
        var parameters = new HashMap<String, Object>();
        parameters.put("project_id", project.toString());
        parameters.put("type", "starred-files");
        if (paths != null) {
            parameters.put("payload", paths);
        }
        return route(caller, "bookmarks/" + deed, parameters);
    }

    private void done(String deed, String... paths) {
        call(ada, deed, project, List.of(paths))
                .body("status", is("success"), "project_id", is(project.toString()), "type", is("starred-files"));
    }

    private ValidatableResponse stars(TestCaller caller, UUID project) {
        return call(caller, "get", project, null).body("status", is("success"), "type", is("starred-files"));
    }

    @Test
    void starsArePutOnFilesAndTakenOffThem() {
        stars(ada, project).body("stars", is(empty()));
        done("add", "b.txt", "a.txt");
        done("add", "a.txt", "c/d.ipynb");
        stars(ada, project).body("stars", contains("b.txt", "a.txt", "c/d.ipynb"));
        done("remove", "a.txt", "never-starred");
        stars(ada, project).body("stars", contains("b.txt", "c/d.ipynb"));
        done("set", "x", "y", "x");
        stars(ada, project).body("stars", contains("x", "y"));
        done("set");
        stars(ada, project).body("stars", is(empty()));
    }

    @Test
    void withoutPathsNothingChanges() {
        done("add", "a");
        for (var deed : List.of("add", "remove", "set")) {
            call(ada, deed, project, null).body("status", is("success"));
        }
        stars(ada, project).body("stars", contains("a"));
    }

    @Test
    void nobodySeesTheStarsOfOthersOrOfOtherProjects() {
        done("add", "a");
        stars(member(), project).body("stars", is(empty()));
        stars(ada, FakeProjects.readable()).body("stars", is(empty()));
    }

    @Test
    void ofTwoWhoPutThemAtOnceBothAreHeard() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 12; i++) {
                var path = "file " + i;
                calls.add(() -> {
                    done("add", path);
                    return null;
                });
            }
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }
        List<String> all = stars(ada, project).extract().path("stars");
        assertEquals(12, all.size());
    }

    @Test
    void refusalsSaySoInTheirStatus() {
        call(TestCallers.nobody(), "get", project, null).body("status", is("error"), "error", is("must be signed in"));
        call(TestCallers.project(project), "add", project, List.of("a")).body("error", is("must be signed in"));
        call(ada, "get", "nonsense", null).body("error", is("project_id must be a valid uuid"));
        call(ada, "get", FakeProjects.foreign(), null).body("error", is("user must be a collaborator on the project"));
        route(ada, "bookmarks/get", java.util.Map.of("project_id", project, "type", "starred-cats"))
                .body("error", is("type must be starred-files"));
        call(ada, "add", project, List.of("")).body("error", startsWith("each path of payload must have between 1"));
        call(ada, "add", project, List.of("a\0")).body("error", startsWith("no path of payload may contain"));
    }

    @Test
    void thereIsAnEndToTheStarsOfAProject() {
        var many = IntStream.range(0, 1000).mapToObj(it -> "f" + it).toList();
        call(ada, "add", project, many).body("status", is("success"));
        call(ada, "add", project, List.of("one more"))
                .body("status", is("error"), "error", is("an account may star at most 1000 files of a project"));
        call(ada, "add", project, List.of("f1")).body("status", is("success"));
        var more = IntStream.range(0, 1001).mapToObj(it -> "g" + it).toList();
        call(ada, "set", project, more).body("error", is("payload must have at most 1000 paths"));
    }
}
