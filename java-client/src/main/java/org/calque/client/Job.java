package org.calque.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A command that goes on by itself.
public final class Job {
    private static final int MOST_BREAKS = 30;

    private final Project project;
    private final String jobId;

    Job(Project project, String jobId) {
        this.project = project;
        this.jobId = jobId;
    }

    public String jobId() {
        return jobId;
    }

    /// What the server tells of it: `status`, `exit_code`, `stdout` and more.
    public JsonNode status() {
        return project.v2Safely("exec", Map.of("async_get", jobId));
    }

    /// Waits for its end, however long that takes, and returns what the server tells of it then.
    public JsonNode await() {
        for (var breaks = 1; ; breaks++) {
            try {
                return project.v2Safely("exec", Map.of("async_get", jobId, "async_await", true));
            } catch (Unreachable failure) {
                if (breaks > MOST_BREAKS || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                Server.pause(breaks);
            }
        }
    }

    /// Ends it with all its processes.
    public void cancel() {
        project.v2Safely("exec/cancel", Map.of("job_id", jobId));
    }

    /// Hands on what it writes, from its first byte to its last, while it runs, and returns at its end. A stream that
    /// breaks off is taken up at the byte where it broke.
    public void follow(Consumer<Output> reader) {
        var place = new Place();
        for (var breaks = 1; !place.ended; breaks++) {
            var before = place.id;
            try {
                follow(place, reader);
            } catch (Unreachable | IOException failure) {
                if (place.id != null && !place.id.equals(before)) {
                    breaks = 1;
                }
                if (breaks > MOST_BREAKS || Thread.currentThread().isInterrupted()) {
                    throw new Unreachable("the output of job " + jobId + " broke off", failure);
                }
                Server.pause(breaks);
            }
        }
    }

    private void follow(Place place, Consumer<Output> reader) throws IOException {
        var query = Map.of("project_id", project.projectId(), "job_id", jobId, "encoding", "base64");
        var headers = place.id == null
                ? Map.of("Accept", "text/event-stream")
                : Map.of("Accept", "text/event-stream", "Last-Event-ID", place.id);
        var response = project.calque().server().open("v2/exec/follow", query, headers);
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                Server.decoded(response.statusCode(), body.readAllBytes());
                place.ended = true; // 204: all of it was seen
                return;
            }
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            var event = new HashMap<String, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    take(event, place, reader);
                    event.clear();
                } else if (!line.startsWith(":")) {
                    var colon = line.indexOf(':');
                    event.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        }
        if (!place.ended) {
            throw new IOException("the stream ended before the job");
        }
    }

    private static void take(Map<String, String> event, Place place, Consumer<Output> reader) throws IOException {
        if (!event.containsKey("data")) {
            return;
        }
        var data = Server.JSON.readTree(event.get("data"));
        switch (event.getOrDefault("event", "message")) {
            case "end" -> place.ended = true;
            case "error" -> throw new Refused(data.path("error").asText(), 200, data);
            case "stdout", "stderr" ->
                reader.accept(new Output(
                        event.get("event"),
                        data.path("offset").asLong(),
                        Base64.getDecoder().decode(data.path("base64").asText())));
            default -> {
                // of a later server
            }
        }
        place.id = event.getOrDefault("id", place.id);
    }

    /// How far the output was seen.
    private static final class Place {
        private String id;
        private boolean ended;
    }
}
