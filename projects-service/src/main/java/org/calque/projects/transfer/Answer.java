package org.calque.projects.transfer;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Reply;
import org.calque.projects.files.FileDoor;

/// Answers of streams: true statuses, and `{"error": …}` where something is refused.
public final class Answer {
    private static final String JSON = "application/json; charset=utf-8";
    private static final int NO_SPACE = 507;

    private Answer() {}

    record Problem(String error) implements Reply {}

    public static ResponseBuilder json(int status, Object body) {
        try {
            return Response.status(status).type(JSON).entity(Json.MAPPER.writeValueAsBytes(body));
        } catch (com.fasterxml.jackson.core.JsonProcessingException unwritable) {
            throw new IllegalStateException("a reply cannot be written", unwritable);
        }
    }

    public static Response refused(int status, String error) {
        return json(status, new Problem(error)).build();
    }

    /// A refusal with the status of its reason.
    public static Response of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Reply reply, var cookies) -> json(200, reply).build();
            case Outcome.Refused(var reason, Reply reply) ->
                json(reason.status(), reply).build();
            case Outcome.Rejected(var reason, Reply reply) ->
                json(reason.status(), reply).build();
        };
    }

    public static Response of(HomeException failure) {
        var isFull = failure.code() == Errno.ENOSPC || failure.code() == Errno.EDQUOT;
        return isFull ? refused(NO_SPACE, failure.getMessage()) : of(FileDoor.refusal(failure));
    }
}
