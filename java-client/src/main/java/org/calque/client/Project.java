package org.calque.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A project of the server.
public final class Project {
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final String CONTENT = "v2/projects/files/content";

    private final Calque calque;
    private final String projectId;

    Project(Calque calque, String projectId) {
        this.calque = calque;
        this.projectId = projectId;
    }

    public String projectId() {
        return projectId;
    }

    Calque calque() {
        return calque;
    }

    /// Calls a path of API v2 for this project.
    public JsonNode v2(String path, Map<String, ?> parameters) {
        return calque.v2(path, with(parameters));
    }

    /// The same, sent again when no answer comes.
    JsonNode v2Safely(String path, Map<String, ?> parameters) {
        return calque.askSafely("v2/" + path, with(parameters));
    }

    private Map<String, Object> with(Map<String, ?> parameters) {
        var all = new HashMap<String, Object>(parameters);
        all.put("project_id", projectId);
        return all;
    }

    /// Runs a line of bash and waits for its end.
    public Result exec(String line) {
        return exec(line, COMMAND, Map.of());
    }

    /// Runs a program and waits for its end.
    public Result exec(String program, List<String> arguments) {
        return exec(program, COMMAND, Map.of("args", arguments));
    }

    /// Runs a command and waits for its end. An exit code that is not 0 is thrown, unless `err_on_exit` is false.
    ///
    /// @param limit   how long it may take
    /// @param options of the path `exec`
    public Result exec(String command, Duration limit, Map<String, ?> options) {
        var parameters = with(options);
        parameters.put("command", command);
        parameters.put("timeout", limit.toSeconds());
        parameters.putIfAbsent("err_on_exit", true);
        var answer = calque.server().ask("v2/exec", parameters, false, Server.NO_HEADERS, limit);
        return new Result(
                answer.path("stdout").asText(),
                answer.path("stderr").asText(),
                answer.path("exit_code").asInt());
    }

    /// Starts a command that nobody has to wait for.
    ///
    /// @param options of the path `exec`
    public Job startJob(String command, Map<String, ?> options) {
        var parameters = with(options);
        parameters.put("command", command);
        parameters.put("async_call", true);
        return new Job(this, calque.v2("exec", parameters).path("job_id").asText());
    }

    /// The text of a file.
    public String readText(String path) {
        return calque.askSafely("v1/read_text_file_from_project", with(Map.of("path", path)))
                .path("content")
                .asText();
    }

    /// Makes this the content of a file: all of it or nothing.
    public void writeText(String path, String content) {
        calque.askSafely("v1/write_text_file_to_project", with(Map.of("path", path, "content", content)));
    }

    /// Writes the bytes of a file into `into`; they are never held all at once.
    ///
    /// @throws IOException from `into`, or because the connection broke off before the end
    public void download(String path, OutputStream into) throws IOException {
        var response = calque.server().open(CONTENT, file(path), Server.NO_HEADERS);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                Server.decoded(response.statusCode(), body.readAllBytes());
            }
            body.transferTo(into);
        }
    }

    /// Makes these bytes the content of a file.
    public void upload(String path, byte[] content) {
        calque.server().put(CONTENT, file(path), BodyPublishers.ofByteArray(content));
    }

    /// Makes the bytes of a file of this machine the content of a file.
    ///
    /// @throws IOException when `source` cannot be opened
    public void upload(String path, Path source) throws IOException {
        calque.server().put(CONTENT, file(path), BodyPublishers.ofFile(source));
    }

    private Map<String, String> file(String path) {
        return Map.of("project_id", projectId, "path", path);
    }

    /// The entries of a folder.
    public JsonNode list(String path) {
        return v2Safely("projects/files/list", Map.of("path", path)).path("entries");
    }

    /// Starts the project, which every command does by itself.
    public void start() {
        v2Safely("projects/start", Map.of());
    }

    /// Ends all that runs in the project.
    public void stop() {
        v2Safely("projects/stop", Map.of());
    }

    /// Stops the project and takes it away from everybody.
    public void delete() {
        stop();
        v2Safely("projects/delete", Map.of());
    }
}
