package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.calque.messages.Event;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// Where the events of API v1 come in, already checked by the gateway.
@Path("/events/{event}")
public class EventResource {
    private final Handlers handlers;
    private final Answers answers;

    EventResource(Handlers handlers, Answers answers) {
        this.handlers = handlers;
        this.answers = answers;
    }

    @POST
    @RunOnVirtualThread
    public Response call(@PathParam("event") String name, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.inMessage(call, () -> {
            ObjectNode options = Call.object(body);
            var id = options.remove("id");
            call.messageId(id);
            options.remove("event");
            var event = Event.named(name).filter(it -> handlers.answers(it.request()));
            if (event.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND, "unknown message event type '" + name + "'");
            }
            var beyondLimits = call.caller().limits().refusalOf(event.get());
            if (beyondLimits.isPresent()) {
                return Outcome.refused(Reason.FORBIDDEN, beyondLimits.get());
            }
            return switch (event.get().options().checkStrictly(options)) {
                case Options.Checked.Wrong(String error) -> Outcome.refused(Reason.INVALID, error);
                case Options.Checked.Fine(ObjectNode checked) ->
                    handlers.call(event.get().request(), checked, call.caller());
            };
        });
    }
}
