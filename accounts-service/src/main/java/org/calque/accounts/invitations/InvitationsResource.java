package org.calque.accounts.invitations;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.Call;
import org.calque.messages.Caller;
import org.calque.messages.Json;

/// Where projects-service hands in the invitations of a caller whom it has let do so. Answered by the accounts that the
/// addresses belong to already; of what cannot be done nothing is done.
@Path("/invitations")
public class InvitationsResource {
    private final Invitations invitations;

    private record Known(List<UUID> accountIds) {}

    InvitationsResource(Invitations invitations) {
        this.invitations = invitations;
    }

    @POST
    @RunOnVirtualThread
    public Response invite(byte[] body, RoutingContext http) throws IOException {
        return answer(http, caller -> {
            try {
                return json(200, new Known(invitations.keep(read(body), caller)));
            } catch (Invitations.NotKept refusal) {
                return json(refusal.status(), Map.of("error", refusal.getMessage()));
            }
        });
    }

    /// Tells an account by mail that it was added to a project.
    @POST
    @Path("/tell")
    @RunOnVirtualThread
    public Response tell(byte[] body, RoutingContext http) throws IOException {
        return answer(http, caller -> {
            invitations.tell(read(body), caller);
            return json(200, Map.of());
        });
    }

    private interface Work {
        Response of(Caller caller) throws IOException;
    }

    private static Response answer(RoutingContext http, Work work) throws IOException {
        var caller = Call.of(http).caller();
        return caller.isAccount() ? work.of(caller) : json(403, Map.of("error", "only accounts invite people"));
    }

    private static Invitation read(byte[] body) throws IOException {
        return Json.MAPPER.readValue(body, Invitation.class);
    }

    private static Response json(int status, Object answer) throws IOException {
        return Response.status(status)
                .type("application/json; charset=utf-8")
                .entity(Json.MAPPER.writeValueAsBytes(answer))
                .build();
    }
}
