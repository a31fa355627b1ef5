package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopiesPreviewTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();
    private Path from;
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        from = Homes.make(source);
        to = Homes.make(target);
        Homes.write(from, "course/new", "12345");
        Homes.write(from, "course/changed", "after");
        Homes.write(from, "course/deep/er", "x");
        Homes.write(to, "course/changed", "before");
        Files.setLastModifiedTime(to.resolve("course/changed"), FileTime.from(Instant.EPOCH));
        Homes.write(to, "course/own", "of the target");
    }

    @Test
    void whatWouldBeMadeReplacedAndDeletedIsListedAndNothingIsChanged() throws IOException {
        var before = tree();
        preview(Map.of("path", "course", "delete_missing", true))
                .body("complete", is(true))
                .body("changes", hasItem(Map.of("change", "create", "type", "file", "path", "new", "bytes", 5)))
                .body("changes", hasItem(Map.of("change", "replace", "type", "file", "path", "changed", "bytes", 5)))
                .body("changes", hasItem(Map.of("change", "create", "type", "file", "path", "deep/er", "bytes", 1)))
                .body("changes", hasItem(Map.of("change", "delete", "type", "file", "path", "own", "bytes", 0)))
                .body("changes.findAll { it.type == 'folder' }.path", hasItem("deep"));
        assertEquals(before, tree());
    }

    @Test
    void whatTheCopyThenDoesIsWhatWasListed() throws IOException {
        preview(Map.of("path", "course", "exclude", List.of("deep")))
                .body("changes.path", not(hasItem("deep")))
                .body("changes.change", not(hasItem("delete")));
        given().spec(ADA.spec())
                .body(wish(Map.of("path", "course")))
                .post("/v2/projects/copy-path")
                .then()
                .body("copy_id", is(""));
        preview(Map.of("path", "course")).body("changes", hasSize(0)).body("complete", is(true));
    }

    @Test
    void aTargetThatIsNotThereIsLookedAtToo() throws IOException {
        preview(Map.of("path", "course", "target_path", "a/b/c"))
                .body("complete", is(true))
                .body("changes.path", hasItem("new"));
        preview(Map.of("path", "course/new", "target_path", "a/b/c"))
                .body("changes.change", is(List.of("create")))
                .body("changes.bytes", is(List.of(5)));
        assertEquals(List.of("course", "course/changed", "course/own"), List.copyOf(tree().keySet()));
    }

    @Test
    void aLongListIsCutOffAndSaysSo() {
        preview(Map.of("path", "course", "limit", 1))
                .body("changes", hasSize(1))
                .body("complete", is(false));
        preview(Map.of("path", "course", "limit", 0)).body("error", is("limit must be from 1 to 1000, but is 0"));
    }

    @Test
    void whoMayNotCopyMayNotLook() {
        var foreign = FakeProjects.foreign();
        preview(Map.of("path", "course", "target_project_id", foreign))
                .body("error", is("must be a collaborator on target project"));
        preview(Map.of("path", "course", "src_project_id", foreign))
                .body("error", is("must be a collaborator on source project"));
        preview(Map.of("path", "missing")).body("error", startsWith("ENOENT"));
        preview(Map.of("path", "../course")).body("error", is("source path must be contained in project home dir"));
    }

    private Map<String, Long> tree() throws IOException {
        var tree = new TreeMap<String, Long>();
        try (var files = Files.walk(to)) {
            for (var file : files.filter(it -> !it.equals(to)).toList()) {
                tree.put(
                        to.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return tree;
    }

    private ValidatableResponse preview(Map<String, Object> options) {
        return given().spec(ADA.spec())
                .body(wish(options))
                .post("/v2/copies/preview")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> wish(Map<String, Object> options) {
        var wish = new HashMap<String, Object>(Map.of("src_project_id", source, "target_project_id", target));
        wish.putAll(options);
        return wish;
    }
}
