package org.calque.accounts.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.calque.accounts.keys.KeyLookup.Found;
import org.calque.kit.Call;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Outcome.Problem;

/// Where the gateway asks who a key or a session is. Only services may ask.
@Path("/keys/lookup")
public class KeyLookupResource {
    private final KeyLookup lookup;

    KeyLookupResource(KeyLookup lookup) {
        this.lookup = lookup;
    }

    @POST
    @RunOnVirtualThread
    public Response find(byte[] body, RoutingContext http) throws IOException {
        var caller = Call.of(http).caller();
        if (!caller.isService()) {
            return answer(403, new Problem("only services may look up keys"));
        }
        try {
            return find(Json.MAPPER.readTree(body), caller)
                    .map(found -> answer(200, found))
                    .orElseGet(() -> answer(404, new Problem("unknown key")));
        } catch (Unavailable unavailable) {
            return answer(503, new Problem(unavailable.getMessage()));
        }
    }

    private Optional<Found> find(JsonNode question, Caller caller) {
        return question.path("key").isTextual()
                ? lookup.byKey(question.path("key").textValue(), caller)
                : lookup.bySession(question.path("session").asText());
    }

    private static Response answer(int status, Object entity) {
        return Response.status(status)
                .type("application/json; charset=utf-8")
                .entity(Json.MAPPER.valueToTree(entity).toString())
                .build();
    }
}
