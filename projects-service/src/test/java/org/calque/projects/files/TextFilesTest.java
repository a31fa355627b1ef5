package org.calque.projects.files;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.calque.kit.homes.Home;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.DoomedWriter;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TextFilesTest extends ProjectsTest {
    private TestCaller ada;
    private String project;

    @BeforeEach
    void aProject() {
        ada = somebody();
        project = project(ada);
    }

    @Test
    void whoeverIsKilledWhileItWritesLeavesTheOldFileOrTheNewOne() throws Exception {
        var folder = Files.createTempDirectory("calque-homes");
        try {
            for (var times = 1; times <= 4; times++) {
                var home = folder.resolve(UUID.randomUUID().toString());
                Home.make(home, "/projects/x", 71_990).close();
                try (var writer = new DoomedWriter(home, 71_990, "f", null, 0)) {
                    writer.killAfter(times);
                }
                var content = Files.readAllBytes(home.resolve("f"));
                assertEquals(DoomedWriter.FILE_BYTES, content.length);
                assertTrue(content[0] >= 'a' && content[0] <= 'z');
                for (var some : content) {
                    assertEquals(content[0], some);
                }
            }
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    @Test
    void whatIsWrittenCanBeReadByTheApiAndByCommands() {
        write("deep/er/a.txt", "Grüße\n");
        event(ada, "read_text_file_from_project", "project_id", project, "path", "deep/er/a.txt")
                .body("event", is("text_file_read_from_project"))
                .body("content", is("Grüße\n"));
        event(
                        ada,
                        "read_text_file_from_project",
                        "project_id",
                        project,
                        "path",
                        "/projects/" + project + "/deep/er/a.txt")
                .body("content", is("Grüße\n"));
        event(ada, "project_exec", "project_id", project, "command", "cat deep/er/a.txt && echo more >> deep/er/a.txt")
                .body("stdout", is("Grüße\n"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "deep/er/a.txt")
                .body("content", is("Grüße\nmore\n"));
        write("deep/er/a.txt", "");
        event(ada, "read_text_file_from_project", "project_id", project, "path", "deep/er/a.txt")
                .body("content", is(""));
    }

    @Test
    void failuresOfFilesAreTold() {
        write("a.txt", "x");
        var home = "/projects/" + project;
        event(ada, "read_text_file_from_project", "project_id", project, "path", "no.txt")
                .body("event", is("error"))
                .body("error", is("Error: ENOENT: no such file or directory, stat '" + home + "/no.txt'"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "")
                .body("error", startsWith("Error: EISDIR"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "../x")
                .body("error", startsWith("Error: EXDEV"));
        event(ada, "write_text_file_to_project", "project_id", project, "path", "/etc/x", "content", "x")
                .body("error", startsWith("Error: EXDEV"));
        event(ada, "write_text_file_to_project", "project_id", project, "path", "a.txt/b", "content", "x")
                .body("error", startsWith("Error: ENOTDIR"));
        event(ada, "project_exec", "project_id", project, "command", "mkdir d; ln -s /etc out; truncate -s 11M big")
                .body("exit_code", is(0));
        event(ada, "write_text_file_to_project", "project_id", project, "path", "d", "content", "x")
                .body("error", is("Error: EISDIR: illegal operation on a directory, open '" + home + "/d'"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "out/hostname")
                .body("error", startsWith("Error: EXDEV"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "big")
                .body(
                        "error",
                        startsWith(
                                "Error: Attempt to open large file of size 12MB; the maximum allowed size is 10MB."));
    }

    @Test
    void manyFilesAreReadAtOnceEachWithItsOwnFailure() {
        write("a.txt", "A");
        event(
                        ada,
                        "read_text_file_from_project",
                        "project_id",
                        List.of(project, project),
                        "path",
                        List.of("a.txt", "no.txt"))
                .body("event", is("text_file_read_from_project"))
                .body("content", hasSize(2))
                .body("content.find { it.path == 'a.txt' }.content", is("A"))
                .body("content.find { it.path == 'a.txt' }.project_id", is(project))
                .body(
                        "content.find { it.path == 'no.txt' }.error",
                        is("Error: ENOENT: no such file or directory, stat '/projects/" + project + "/no.txt'"));
        event(
                        ada,
                        "read_text_file_from_project",
                        "project_id",
                        Collections.nCopies(100, project),
                        "path",
                        Collections.nCopies(100, "a.txt"))
                .body("content.content", is(Collections.nCopies(100, "A")));
        event(ada, "read_text_file_from_project", "project_id", List.of(project), "path", List.of("a", "b"))
                .body("error", is("if project_id is an array, then path must be an array of the same length"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", List.of("a"))
                .body("event", is("error"));
    }

    @Test
    void oneProjectThatIsNotMineRefusesTheWholeCall() {
        var other = project(somebody());
        event(
                        ada,
                        "read_text_file_from_project",
                        "project_id",
                        List.of(project, other),
                        "path",
                        List.of("a.txt", "a.txt"))
                .body("event", is("error"))
                .body("error", is("User " + ada.id() + " does not have read access to project " + other));
        event(ada, "write_text_file_to_project", "project_id", other, "path", "x", "content", "x")
                .body("error", is("User " + ada.id() + " does not have write access to project " + other));
    }

    @Test
    void aFileOfControlCharactersIsRefusedBeforeItFillsTheMemory() {
        event(ada, "project_exec", "project_id", project, "command", "truncate -s 9M zeros")
                .body("exit_code", is(0));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "zeros")
                .body("error", containsString("control characters"));
    }

    @Test
    void v2WritesToo() {
        route(ada, "projects/write-text-file", "project_id", project, "path", "v2/a.txt", "content", "x")
                .body("status", is("ok"));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "v2/a.txt")
                .body("content", is("x"));
        route(TestCallers.nobody(), "projects/write-text-file").body("error", is("must be authenticated"));
        route(ada, "projects/write-text-file", "project_id", "x")
                .body("error", is("must set project_id to a valid uuid"));
        route(ada, "projects/write-text-file", "project_id", project).body("error", is("must specify a 'path'"));
        route(ada, "projects/write-text-file", "project_id", project, "path", "x")
                .body("error", is("must include content of file"));
        route(somebody(), "projects/write-text-file", "project_id", project, "path", "x", "content", "x")
                .body("error", is("callProject -- authenticated user must be a collaborator on the project"));
    }

    private void write(String path, String content) {
        event(ada, "write_text_file_to_project", "project_id", project, "path", path, "content", content)
                .body("event", is("file_written_to_project"));
    }
}
