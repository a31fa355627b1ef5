package org.calque.projects.transfer;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;

/// What tests of streams have in common.
public abstract class StreamTest extends ProjectsTest {
    protected static RequestSpecification as(TestCaller caller, Map<String, ?> headers) {
        return given().header("Authorization", caller.bearer()).headers(headers);
    }

    protected static Response get(TestCaller caller, String project, String path, Map<String, ?> headers) {
        return as(caller, headers)
                .queryParam("project_id", project)
                .queryParam("path", path)
                .get("/streams/projects/files/content");
    }

    protected static Response put(
            TestCaller caller, String project, String path, byte[] content, Map<String, ?> headers) {
        return as(caller, headers)
                .contentType("application/octet-stream")
                .queryParam("project_id", project)
                .queryParam("path", path)
                .body(content)
                .put("/streams/projects/files/content");
    }

    protected static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    protected static String digest(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(Digest.begin().digest(content)) + ":";
    }

    protected static void run(TestCaller caller, String project, String command) {
        event(caller, "project_exec", "project_id", project, "command", command)
                .body("exit_code", org.hamcrest.Matchers.is(0));
    }

    protected static String output(TestCaller caller, String project, String command) {
        return event(caller, "project_exec", "project_id", project, "command", command)
                .extract()
                .path("stdout");
    }
}
