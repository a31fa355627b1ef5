package org.calque.copies;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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

@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class CopyPathBetweenProjectsTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    private final UUID source = FakeProjects.readable();
    private final UUID target = FakeProjects.writable();
    private Path from;
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        from = Homes.make(source);
        to = Homes.make(target);
    }

    @Test
    void aFileIsCopiedWithItsModeAndTimeAndBelongsToTheTarget() throws IOException {
        var file = Homes.write(from, "doc/a.txt", "hello");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.678901Z")));

        copy(Map.of("src_path", "doc/a.txt")).body("event", is("success"), "id", is("42"));

        var copied = to.resolve("doc/a.txt");
        assertEquals("hello", Files.readString(copied));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(copied)));
        assertEquals(Files.getLastModifiedTime(file), Files.getLastModifiedTime(copied));
        assertEquals(Owner.of(to), Owner.of(copied));
        assertEquals(Owner.of(to), Owner.of(to.resolve("doc")));
    }

    @Test
    void aFileIntoAPathWithASlashGoesInsideThatFolder() throws IOException {
        Homes.write(from, "B2/doc2.txt", "2");
        copy(Map.of("src_path", "B2/doc2.txt", "target_path", "DIR3/")).body("event", is("success"));
        assertEquals("2", Files.readString(to.resolve("DIR3/doc2.txt")));
    }

    @Test
    void theContentsOfAFolderGoIntoTheTargetPath() throws IOException {
        Homes.write(from, "tree/a", "a");
        Homes.write(from, "tree/deep/er/b", "b");
        Files.createSymbolicLink(from.resolve("tree/link"), Path.of("deep/er"));
        for (var given : List.of("tree", "tree/")) {
            copy(Map.of("src_path", given, "target_path", "new/place")).body("event", is("success"));
        }
        assertEquals("a", Files.readString(to.resolve("new/place/a")));
        assertEquals("b", Files.readString(to.resolve("new/place/deep/er/b")));
        assertEquals(Path.of("deep/er"), Files.readSymbolicLink(to.resolve("new/place/link")));
        assertFalse(Files.exists(to.resolve("new/place/tree")));
        assertEquals(Owner.of(to), Owner.of(to.resolve("new")));
    }

    @Test
    void aWholeHomeIsCopiedAndTheTargetHomeKeepsItsMode() throws IOException {
        Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        Homes.write(from, "x", "x");
        copy(Map.of("src_path", "", "target_path", ".")).body("event", is("success"));
        assertEquals("x", Files.readString(to.resolve("x")));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(to)));
    }

    @Test
    void newerTargetFilesAreKeptUnlessToldOtherwise() throws IOException {
        Homes.write(from, "f", "from the source");
        var kept = Homes.write(to, "f", "newer");
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
        copy(Map.of("src_path", "f")).body("event", is("success"));
        assertEquals("newer", Files.readString(kept));
        copy(Map.of("src_path", "f", "overwrite_newer", true)).body("event", is("success"));
        assertEquals("from the source", Files.readString(kept));
    }

    @Test
    void whatTheSourceLacksIsDeletedOnlyWhenAsked() throws IOException {
        Homes.write(from, "t/a", "a");
        Homes.write(to, "t/extra", "extra");
        copy(Map.of("src_path", "t")).body("event", is("success"));
        assertTrue(Files.exists(to.resolve("t/extra")));
        copy(Map.of("src_path", "t", "delete_missing", true)).body("event", is("success"));
        assertFalse(Files.exists(to.resolve("t/extra")));
        assertTrue(Files.exists(to.resolve("t/a")));
    }

    @Test
    void replacedFilesAreBackedUpWhenAsked() throws IOException {
        Homes.write(from, "f", "new content");
        var old = Homes.write(to, "f", "old");
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        copy(Map.of("src_path", "f", "backup", true)).body("event", is("success"));
        assertEquals("new content", Files.readString(to.resolve("f")));
        assertEquals("old", Files.readString(to.resolve("f~")));
    }

    @Test
    void excludedFilesAreLeftOut() throws IOException {
        Homes.write(from, "t/keep.txt", "k");
        Homes.write(from, "t/drop.o", "d");
        Homes.write(from, "t/.git/config", "g");
        copy(Map.of("src_path", "t", "exclude", List.of("*.o", "/.git/"))).body("event", is("success"));
        assertTrue(Files.exists(to.resolve("t/keep.txt")));
        assertFalse(Files.exists(to.resolve("t/drop.o")));
        assertFalse(Files.exists(to.resolve("t/.git")));
    }

    @Test
    void aMissingSourceIsNamedAsTheProjectSeesIt() {
        copy(Map.of("src_path", "no/such"))
                .body(
                        "event",
                        is("error"),
                        "error",
                        is("ENOENT: no such file or directory, stat '/projects/" + source + "/no/such'"));
    }

    @Test
    void filesAndFoldersAreNotPutInEachOthersPlace() throws IOException {
        Homes.write(from, "f", "f");
        Homes.write(from, "d/x", "x");
        Homes.write(to, "d/y", "y");
        Homes.write(to, "f", "f");
        copy(Map.of("src_path", "f", "target_path", "d")).body("event", is("error"), "error", containsString("EISDIR"));
        copy(Map.of("src_path", "d", "target_path", "f"))
                .body("event", is("error"), "error", containsString("ENOTDIR"));
        copy(Map.of("src_path", "d", "target_path", "f/deeper")).body("event", is("error"), "error", not(is("")));
    }

    @Test
    void pathsThatLeaveAHomeAreRefused() {
        copy(Map.of("src_path", "a/../../b")).body("error", is("source path must be contained in project home dir"));
        copy(Map.of("src_path", "a", "target_path", ".."))
                .body("error", is("target path must be contained in target project home dir"));
    }

    @Test
    void linksLeadNowhereButInsideTheirHome() throws IOException {
        Homes.write(from, "secret", "s");
        Files.createSymbolicLink(from.resolve("out"), Path.of("/etc"));
        Files.createSymbolicLink(to.resolve("escape"), from);
        Homes.write(from, "real/file", "r");
        Files.createSymbolicLink(from.resolve("inside"), Path.of("/projects/" + source + "/real"));

        copy(Map.of("src_path", "out")).body("event", is("error"));
        copy(Map.of("src_path", "real", "target_path", "escape")).body("event", is("error"));
        assertFalse(Files.exists(from.resolve("file")));
        copy(Map.of("src_path", "inside")).body("event", is("success"));
        assertEquals("r", Files.readString(to.resolve("inside/file")));
        assertFalse(Files.isSymbolicLink(to.resolve("inside")));
        assertTrue(Files.isDirectory(to.resolve("inside"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aLeadingSlashMeansTheHome() throws IOException {
        Homes.write(from, "x/f", "f");
        copy(Map.of("src_path", "/x/f")).body("event", is("success"));
        assertEquals("f", Files.readString(to.resolve("x/f")));
        copy(Map.of("src_path", "/projects/" + source + "/x/f", "target_path", "/projects/" + target + "/y"))
                .body("event", is("success"));
        assertEquals("f", Files.readString(to.resolve("y")));
    }

    @Test
    void copyingSomethingOntoItselfSucceedsAndAFolderIntoItselfIsRefused() throws IOException {
        var file = Homes.write(to, "a/f", "f");
        given(Map.of("src_project_id", target, "src_path", "a")).body("event", is("success"));
        given(Map.of("src_project_id", target, "src_path", "a/./f")).body("event", is("success"));
        assertEquals("f", Files.readString(file));
        given(Map.of("src_project_id", target, "src_path", "a", "target_path", "a/b"))
                .body("event", is("error"), "error", containsString("into itself"));
        given(Map.of("src_project_id", target, "src_path", "a", "target_path", "b"))
                .body("event", is("success"));
        assertEquals("f", Files.readString(to.resolve("b/f")));
    }

    @Test
    void withoutWaitingTheCopyIsAnsweredAtOnceAndFollowedByItsId() throws Exception {
        Homes.write(from, "f", "f");
        var id = given(Map.of("src_path", "f", "wait_until_done", false))
                .body(
                        "event",
                        is("copy_path_between_projects_response"),
                        "copy_path_id",
                        matchesPattern("[0-9a-f-]{36}"),
                        "note",
                        is("Query copy_path_status with the copy_path_id to learn if the copy operation was"
                                + " successful."))
                .extract()
                .<String>path("copy_path_id");
        Following.untilFinished(ADA, id).body("data.error", nullValue(), "data.source_path", is("f"));
        assertEquals("f", Files.readString(to.resolve("f")));
    }

    @Test
    void whoMayNotReadTheSourceOrWriteToTheTargetIsRefused() {
        var foreign = FakeProjects.foreign();
        given(Map.of("src_project_id", foreign, "src_path", "f"))
                .body("error", is("ACCESS BLOCKED -- No read access to source project -- " + foreign));
        given(Map.of("target_project_id", source, "src_path", "f"))
                .body("error", is("ACCESS BLOCKED -- No write access to target project -- " + source));
        given(Map.of("src_project_id", "nonsense", "src_path", "f"))
                .body("event", is("error"), "error", is("src_project_id='nonsense' not valid"));
        given(Map.of("target_project_id", "nonsense", "src_path", "f"))
                .body("error", is("target_project_id='nonsense' not valid"));
    }

    @Test
    void aProjectKeyCopiesInsideItsOwnProjectOnly() throws IOException {
        Homes.write(to, "f", "f");
        as(TestCallers.project(target), Map.of("src_project_id", target, "src_path", "f", "target_path", "g"))
                .body("event", is("success"));
        as(TestCallers.project(target), Map.of("src_path", "f"))
                .body("error", is("ACCESS BLOCKED -- No read access to source project -- " + source));
    }

    @Test
    void aBadTimeIsRefusedAndATimeInThePastMeansAtOnce() throws Exception {
        Homes.write(from, "f", "f");
        copy(Map.of("src_path", "f", "scheduled", "next week"))
                .body("error", is("opts.scheduled = next week is not a valid date. Can't be parsed by Date.parse()"));
        var id = copy(Map.of("src_path", "f", "scheduled", "2001-01-01"))
                .body("event", is("copy_path_between_projects_response"))
                .extract()
                .<String>path("copy_path_id");
        Following.untilFinished(ADA, id)
                .body("data.error", nullValue(), "data.scheduled", is("2001-01-01T00:00:00.000Z"));
    }

    @Test
    void aScheduledCopyStartsAtItsTimeAndNeverBefore() throws Exception {
        Homes.write(from, "f", "f");
        var due = Instant.now().plusMillis(700);
        var id = copy(Map.of("src_path", "f", "scheduled", due.toString()))
                .body("event", is("copy_path_between_projects_response"))
                .extract()
                .<String>path("copy_path_id");
        Following.status(ADA, id).body("data.started", nullValue(), "data.finished", nullValue());
        var started = Instant.parse(Following.untilFinished(ADA, id).extract().<String>path("data.started"));
        var late = Duration.between(due, started);
        assertTrue(!late.isNegative() && late.compareTo(Duration.ofSeconds(1)) < 0, "late by " + late);
    }

    private ValidatableResponse copy(Map<String, Object> options) {
        return given(options);
    }

    private ValidatableResponse given(Map<String, Object> options) {
        return as(ADA, options);
    }

    private ValidatableResponse as(TestCaller caller, Map<String, Object> options) {
        var body = new HashMap<String, Object>(
                Map.of("id", "42", "src_project_id", source, "target_project_id", target, "wait_until_done", true));
        body.putAll(options);
        return io.restassured.RestAssured.given()
                .spec(caller.spec())
                .body(body)
                .post("/events/copy_path_between_projects")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
    }
}
