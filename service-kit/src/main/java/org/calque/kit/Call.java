package org.calque.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.calque.messages.Caller;
import org.calque.messages.Json;

/// One request on its way through a service: who calls, in which message, and how the answer is wanted.
public final class Call {
    private static final String CALLER = Call.class.getName();

    private final boolean wantsProblemDetails;
    private Caller caller;
    private JsonNode messageId;

    private Call(Caller caller, boolean wantsProblemDetails) {
        this.caller = caller;
        this.wantsProblemDetails = wantsProblemDetails;
        this.messageId = JsonNodeFactory.instance.textNode(caller.messageId());
    }

    /// The request that [CallerAuthentication] has let in.
    public static Call of(RoutingContext http) {
        return of(http.get(CALLER), prefersProblemDetails(http.request().getHeader("Prefer")));
    }

    static Call of(Caller caller, boolean wantsProblemDetails) {
        return new Call(caller, wantsProblemDetails);
    }

    /// Whether the client asked for true statuses and RFC 9457 bodies.
    public static boolean prefersProblemDetails(String prefer) {
        return prefer != null && prefer.contains("problem-details");
    }

    static void remember(RoutingContext http, Caller caller) {
        http.put(CALLER, caller);
    }

    /// The body as a JSON object; an empty one when there is none.
    public static ObjectNode object(byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        return Json.MAPPER.readTree(body) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    public Caller caller() {
        return caller;
    }

    /// The `id` that the reply repeats: any JSON value.
    public JsonNode messageId() {
        return messageId;
    }

    /// Takes the `id` that the client gave its message; null for none.
    public void messageId(JsonNode id) {
        if (id != null && !id.isNull()) {
            messageId = id;
            caller = caller.inMessage(id.asText());
        }
    }

    boolean wantsProblemDetails() {
        return wantsProblemDetails;
    }
}
