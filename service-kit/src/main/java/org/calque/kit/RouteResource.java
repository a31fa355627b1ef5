package org.calque.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.calque.messages.Caller;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Route;

/// Where the routes of API v2 come in.
@Path("/v2/{path: .+}")
public class RouteResource {
    private final Handlers handlers;
    private final Answers answers;
    private final List<RateKeeper> rates;

    RouteResource(Handlers handlers, Answers answers, @All List<RateKeeper> rates) {
        this.handlers = handlers;
        this.answers = answers;
        this.rates = rates;
    }

    @POST
    @RunOnVirtualThread
    public Response call(@PathParam("path") String path, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(call, () -> {
            var route = Route.at(path).filter(it -> handlers.answers(it.request()));
            if (route.isEmpty()) {
                return Outcome.refused(Reason.NOT_FOUND, "unknown endpoint '" + path + "'");
            }
            var beyondLimits = call.caller().limits().refusalOf(route.get());
            if (beyondLimits.isPresent()) {
                return Outcome.refused(Reason.FORBIDDEN, beyondLimits.get());
            }
            var oneTooMany = beyondRate(route.get(), call.caller());
            if (oneTooMany.isPresent()) {
                return Outcome.refused(Reason.TOO_MANY, oneTooMany.get());
            }
            return switch (route.get().options().checkLeniently(Call.object(body))) {
                case Options.Checked.Wrong(String error) -> Outcome.refused(Reason.INVALID, error);
                case Options.Checked.Fine(ObjectNode checked) ->
                    handlers.call(route.get().request(), checked, call.caller());
            };
        });
    }

    private Optional<String> beyondRate(Route route, Caller caller) {
        return route.rate().flatMap(rate -> rates.getFirst().refusal(route.path(), rate, caller));
    }
}
