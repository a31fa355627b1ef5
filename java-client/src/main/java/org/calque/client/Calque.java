package org.calque.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A Calque server, as one API key sees it. May be used by many threads.
///
/// Every event of API v1 is [#v1] and every path of API v2 [#v2]; the other methods are for what is used most, for
/// waiting
/// and for streams. What a server refuses is thrown as [Refused], in its own words; where no answer came,
/// [Unreachable].
public final class Calque {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 4;

    private final Server server;

    /// @param url of the gateway, such as `https://calque.example.org`
    /// @param key an account's, or a project's; null for what anybody may ask
    public Calque(URI url, String key) {
        this(url, key, TIMEOUT, ATTEMPTS);
    }

    /// @param timeout  after which a call is given up, beside the time that what is asked for may take itself
    /// @param attempts how often a safe call is tried in all: one that only reads, or that the server knows again
    public Calque(URI url, String key, Duration timeout, int attempts) {
        this.server = new Server(url, key, timeout, attempts);
    }

    Server server() {
        return server;
    }

    /// Sends an event of API v1 once, and returns the message that answers it.
    public JsonNode v1(String event, Map<String, ?> options) {
        return ask("v1/" + event, options, false);
    }

    /// Calls a path of API v2, such as `projects/start`, once, and returns the decoded answer.
    public JsonNode v2(String path, Map<String, ?> parameters) {
        return ask("v2/" + path, parameters, false);
    }

    /// Like [#v1] and [#v2], but sent again when no answer comes.
    ///
    /// @param path below `/api/`, such as `v1/ping`
    public JsonNode askSafely(String path, Map<String, ?> parameters) {
        return ask(path, parameters, true);
    }

    private JsonNode ask(String path, Map<String, ?> parameters, boolean safe) {
        return server.ask(path, parameters, safe, Server.NO_HEADERS, Duration.ZERO);
    }

    /// The server's time, as ISO 8601.
    public String ping() {
        return askSafely("v1/ping", Map.of()).path("now").asText();
    }

    /// Asks the query language, or changes rows by it: what has a null in it reads. A change sets values, so that it
    /// too
    /// may be sent twice.
    ///
    /// @param query such as `{"projects": [{"project_id": null, "title": null}]}`
    public JsonNode query(Map<String, ?> query) {
        return askSafely("v1/query", Map.of("query", query)).path("query");
    }

    /// Makes a project.
    public Project createProject(String title) {
        return project(
                v1("create_project", Map.of("title", title)).path("project_id").asText());
    }

    /// A project that is there; nothing is asked yet.
    public Project project(String projectId) {
        return new Project(this, projectId);
    }

    /// Asks for a copy between two projects. It is made in the background, whoever stays.
    ///
    /// @param options of `copy_path_between_projects`, such as `target_path`, `scheduled` or `overwrite_newer`
    public Copy copy(Project source, String path, Project target, Map<String, ?> options) {
        return copy(source, path, target, options, UUID.randomUUID().toString());
    }

    /// @param wish names what is asked for: sent twice, it is one copy
    public Copy copy(Project source, String path, Project target, Map<String, ?> options, String wish) {
        var parameters = new HashMap<String, Object>(options);
        parameters.put("src_project_id", source.projectId());
        parameters.put("src_path", path);
        parameters.put("target_project_id", target.projectId());
        parameters.put("wait_until_done", false);
        var answer = server.ask(
                "v1/copy_path_between_projects", parameters, true, Map.of("Idempotency-Key", wish), Duration.ZERO);
        return new Copy(this, answer.path("copy_path_id").asText());
    }
}
