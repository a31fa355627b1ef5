package org.calque.copies;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.homes.FullHomes;
import org.calque.kit.posix.Libc;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What trees keep on their way, and what a target keeps that is full.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
class FullDiskTest {
    private static final TestCaller ADA = TestCallers.account(UUID.randomUUID());

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
    void aTargetThatIsFullKeepsItsFilesAndTheErrorSaysWhy() throws Exception {
        assumeTrue(Libc.isRoot(), "only root can make a small file system");
        run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0755,uid=" + Owner.of(to), "tmpfs", to.toString());
        try {
            Homes.write(to, "t/a", "old");
            Files.setLastModifiedTime(to.resolve("t/a"), java.nio.file.attribute.FileTime.fromMillis(0));
            Homes.write(from, "t/a", "x".repeat(2 << 20));
            var way = "copy '/projects/" + source + "/t";
            copy("t/a").body("event", is("error"), "error", startsWith("ENOSPC: no space left on device, " + way));
            copy("t").body("event", is("error"), "error", startsWith("ENOSPC: no space left on device, " + way));
            assertEquals("old", Files.readString(to.resolve("t/a")), "nothing is half replaced");
            try (var left = Files.walk(to)) {
                assertEquals(3, left.count(), "nothing is left behind");
            }
        } finally {
            run("umount", to.toString());
        }
    }

    @Test
    void nothingIsCopiedIntoAProjectThatIsOverItsQuota() throws IOException {
        var full = new FullHomes(to.getParent());
        full.note(
                target,
                "the project is over its disk quota of 1 MB: its home holds 2 MB; remove files, then try again");
        Homes.write(from, "a", "x");
        copy("a").body("event", is("error"), "error", startsWith("EDQUOT: the project is over its disk quota of 1 MB"));
        full.note(target, null);
        copy("a").body("event", is("success"));
    }

    @Test
    void namesOfOneFileStaySoAndHolesStayHoles() throws IOException {
        var one = Homes.write(from, "t/one", "shared");
        Files.createLink(from.resolve("t/two"), one);
        try (var file =
                Files.newByteChannel(from.resolve("t/holes"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(64 << 20).write(ByteBuffer.wrap(new byte[] {1}));
        }
        copy("t").body("event", is("success"));
        assertEquals(
                Files.getAttribute(to.resolve("t/one"), "unix:ino"),
                Files.getAttribute(to.resolve("t/two"), "unix:ino"));
        assertEquals((64 << 20) + 1, Files.size(to.resolve("t/holes")));
        assertTrue(blocks(to.resolve("t/holes")) < 2_000, "a hole takes no room");
    }

    private static long blocks(Path file) throws IOException {
        var process = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(process.getInputStream().readAllBytes()).strip());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private ValidatableResponse copy(String path) {
        return given().spec(ADA.spec())
                .body(Map.of(
                        "src_project_id",
                        source,
                        "src_path",
                        path,
                        "target_project_id",
                        target,
                        "wait_until_done",
                        true))
                .post("/events/copy_path_between_projects")
                .then()
                .statusCode(200);
    }
}
