package org.calque.projects.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.calque.messages.Json;

/// What a project is in, as clients see it in `projects.state`.
///
/// @param state one of those below
/// @param error why it is at rest although somebody wanted it to run, or what it runs without; null when nothing went
///              wrong
public record RuntimeState(String state, String error) {
    private static final int MOST_WORDS = 1000;

    public static final RuntimeState OPENED = new RuntimeState("opened", null);
    public static final RuntimeState STARTING = new RuntimeState("starting", null);
    public static final RuntimeState RUNNING = new RuntimeState("running", null);
    public static final RuntimeState STOPPING = new RuntimeState("stopping", null);

    /// @param lack what it should have and runs without; null when it has all
    public static RuntimeState running(String lack) {
        return new RuntimeState(RUNNING.state(), lack);
    }

    boolean isRunning() {
        return state.equals(RUNNING.state());
    }

    /// At rest, and not by anybody's wish.
    public static RuntimeState failed(String error) {
        return new RuntimeState(OPENED.state(), error);
    }

    /// As the column holds it.
    public String toJson(Instant time) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("state", state);
        json.put("time", Json.TIME.format(time));
        if (error != null) {
            json.put("error", error.length() <= MOST_WORDS ? error : error.substring(0, MOST_WORDS) + "…");
        }
        return json.toString();
    }
}
