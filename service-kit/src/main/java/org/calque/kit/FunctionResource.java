package org.calque.kit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/// Where the functions of the bridge come in.
@Path("/functions/{face}/{name}")
public class FunctionResource {
    private final FunctionCalls functions;
    private final Answers answers;

    FunctionResource(FunctionCalls functions, Answers answers) {
        this.functions = functions;
        this.answers = answers;
    }

    @POST
    @RunOnVirtualThread
    public Response call(
            @PathParam("face") String face, @PathParam("name") String name, byte[] body, RoutingContext http) {
        var call = Call.of(http);
        return answers.bare(call, () -> functions.call(face, name, Call.object(body), call.caller()));
    }
}
