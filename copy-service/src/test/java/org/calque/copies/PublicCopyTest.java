package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
class PublicCopyTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

    private final UUID source = FakeProjects.foreign();
    private final UUID target = FakeProjects.writable();
    private Path from;
    private Path to;

    @BeforeEach
    void makeHomes() throws IOException {
        from = Homes.make(source);
        to = Homes.make(target);
        Homes.write(from, "public/a", "a");
        Homes.write(from, "private/b", "b");
    }

    @Test
    void whatIsPublicIsCopiedOutOfAProjectThatTheCallerMayNotRead() throws IOException {
        copy("public", "mine").body("event", is("success"));
        assertEquals("a", Files.readString(to.resolve("mine/a")));
    }

    @Test
    void whatIsNotPublicIsRefusedByItsLettersAndByWhereLinksLead() throws IOException {
        Files.createSymbolicLink(from.resolve("public/folder"), Path.of("../private"));
        Files.createSymbolicLink(from.resolve("public/file"), Path.of("../private/b"));
        for (var path : new String[] {
            "private/b", "publicity", "public/../private/b", "public/folder", "public/folder/b", "public/file", ""
        }) {
            copy(path, "mine")
                    .body(
                            "event",
                            is("error"),
                            "error",
                            is("path '" + path + "' of project with id '" + source + "' is not public"));
        }
        assertFalse(Files.exists(to.resolve("mine")));
    }

    @Test
    void aPublicFolderIsCopiedWithItsLinksAsLinks() throws IOException {
        Files.createSymbolicLink(from.resolve("public/file"), Path.of("../private/b"));
        copy("public", "mine").body("event", is("success"));
        assertEquals(Path.of("../private/b"), Files.readSymbolicLink(to.resolve("mine/file")));
    }

    @Test
    void theTargetMustBeWritable() {
        given().spec(ADA.spec())
                .body(Map.of("src_project_id", source, "src_path", "public", "target_project_id", source))
                .post("/events/copy_public_path_between_projects")
                .then()
                .body("error", is("user must have write access to target project " + source));
    }

    private ValidatableResponse copy(String path, String place) {
        return given().spec(ADA.spec())
                .body(Map.of(
                        "src_project_id", source, "src_path", path, "target_project_id", target, "target_path", place))
                .post("/events/copy_public_path_between_projects")
                .then()
                .statusCode(200);
    }
}
