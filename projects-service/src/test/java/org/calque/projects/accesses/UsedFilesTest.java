package org.calque.projects.accesses;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsedFilesTest extends ProjectsTest {
    @Test
    void whatOneReadsAndWritesIsFoundByAPartOfItsNameAndByNobodyElse() throws Exception {
        var ada = somebody();
        var project = project(ada);
        write(ada, project, "src/Main.java");
        write(ada, project, "/projects/" + project + "/100%_sure.txt");
        write(ada, project, "x".repeat(200) + "/" + "y".repeat(200));
        event(ada, "read_text_file_from_project", "project_id", project, "path", "missing.java");
        route(ada, "projects/filename-search", "search", "main")
                .body("filename", contains("src/Main.java"))
                .body("project_id", contains(project));
        route(ada, "projects/filename-search", "search", "%_").body("filename", contains("100%_sure.txt"));
        route(ada, "projects/filename-search", "search", "missing").body("$", empty());
        route(somebody(), "projects/filename-search", "search", "main").body("$", empty());
        route(ada.onlyIn(UUID.randomUUID()), "projects/filename-search", "search", "main")
                .body("$", empty());
        route(TestCallers.nobody(), "projects/filename-search", "search", "main")
                .body("error", is("must be signed in"));
        route(ada, "projects/filename-search").body("error", is("search must be specified"));
        route(ada, "projects/filename-search", "search", "a\0").body("error", containsString("NUL"));
    }

    @Test
    void theNewestUseComesFirstAndEachFileOnce() throws Exception {
        var ada = somebody();
        var project = project(ada);
        write(ada, project, "b.txt");
        write(ada, project, "a.txt");
        route(ada, "projects/filename-search", "search", ".txt").body("filename", contains("a.txt", "b.txt"));
        write(ada, project, "b.txt");
        route(ada, "projects/filename-search", "search", ".txt").body("filename", contains("b.txt", "a.txt"));
    }

    @Test
    void filesOfAnIntervalAreListedWithTheirProjects() throws Exception {
        var ada = somebody();
        var project = project(ada);
        write(ada, project, "b.txt");
        write(ada, project, "a.txt");
        route(ada, "file-access").body("files.path", contains("a.txt", "b.txt")).body("files[0].title", is("A"));
        sql(
                "update file_access_log set time = time - interval '2 days' where account_id = ? and path = 'a.txt'",
                ada.id());
        route(ada, "file-access").body("files.path", contains("b.txt"));
        route(ada, "file-access", "interval", "3 days").body("files.path", contains("a.txt", "b.txt"));
        route(ada, "file-access", "interval", "soon").body("error", containsString("interval"));
        route(ada, "file-access", "interval", "1e30 years").body("error", containsString("interval"));
        route(TestCallers.nobody(), "file-access").body("files", empty());
    }

    @Test
    void whoHasLeftAProjectFindsNothingOfItAnyMore() throws Exception {
        var ada = somebody();
        var grace = somebody();
        var project = project(ada);
        add(ada, project, grace.id());
        write(grace, project, "plan.txt");
        route(grace, "projects/filename-search", "search", "plan").body("filename", contains("plan.txt"));
        route(ada, "projects/collaborators/remove", "project_id", project, "account_id", grace.id());
        route(grace, "projects/filename-search", "search", "plan").body("$", empty());
        route(grace, "file-access").body("files", empty());
    }

    private static void write(org.calque.kit.testing.TestCallers.TestCaller caller, String project, String path) {
        event(caller, "write_text_file_to_project", "project_id", project, "path", path, "content", "x")
                .body("event", is("file_written_to_project"));
    }
}
