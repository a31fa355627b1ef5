package org.calque.messages.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Request;

/// Whether a project runs: the bare object that the query language calls `state`, of `state`, `time` and, when
/// something went wrong, `error`.
///
/// Source: the bridge, `projects.state`.
///
/// @param projectId the project
public record ProjectsState(String projectId) implements Request {
    /// @param state `opened` when it is at rest, `starting`, `running` or `stopping`
    public record State(String state, String time, String error) implements org.calque.messages.Reply {
        public static State of(JsonNode json) {
            return new State(
                    json.path("state").asText("opened"),
                    json.path("time").asText(null),
                    json.path("error").asText(null));
        }
    }
}
