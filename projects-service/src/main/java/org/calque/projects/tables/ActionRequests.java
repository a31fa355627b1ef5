package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Lifecycle;
import org.calque.projects.Standing;
import org.calque.projects.runtime.RuntimeUnavailable;

/// Actions that are asked for by writing `action_request {action, time}`: a request with a new time starts, stops or
/// restarts the project. How it went stands beside it: `started`, `finished`, `err`.
@ApplicationScoped
class ActionRequests {
    private final ProjectRows rows;
    private final Lifecycle lifecycle;
    private final Clock clock;

    ActionRequests(ProjectRows rows, Lifecycle lifecycle, Clock clock) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /// @return false when the request is not new, so that it is a mere value
    boolean carryOut(UUID projectId, ObjectNode request, Caller caller) throws SetRefused {
        var row = rows.read(projectId, caller);
        var last = row.maps().get("action_request");
        if (last != null && last.path("time").equals(request.path("time"))) {
            return false;
        }
        var action = request.path("action").textValue();
        if (Access.unlessDeleted(row.project()) instanceof Denied) {
            throw new SetRefused("FATAL: project " + projectId + " is deleted; restore it before you use it");
        }
        var noted = request.deepCopy();
        noted.put("started", Json.TIME.format(clock.instant()));
        try {
            carryOut(action, row.project());
        } catch (RuntimeUnavailable unavailable) {
            noted.put("err", unavailable.getMessage());
        }
        noted.put("finished", Json.TIME.format(clock.instant()));
        rows.setActionRequest(projectId, noted);
        return true;
    }

    private void carryOut(String action, Standing project) throws SetRefused {
        switch (action) {
            case "test" -> {
                // Shows that requests arrive.
            }
            case "start" -> lifecycle.start(project);
            case "stop" -> lifecycle.stop(project);
            case "restart" -> lifecycle.restart(project);
            default -> throw new SetRefused("FATAL: action '" + action + "' not implemented");
        }
    }
}
