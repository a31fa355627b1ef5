package org.calque.projects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.calque.kit.Call;
import org.calque.messages.Json;

/// Tells billing-service which upgrades the caller gives to which projects: `{"<project_id>": {"cores": 1, …}}`.
@Path("/allocated-upgrades")
public class AllocatedUpgradesResource {
    private final MemberRepository members;

    AllocatedUpgradesResource(MemberRepository members) {
        this.members = members;
    }

    @POST
    @RunOnVirtualThread
    public Response upgrades(RoutingContext http) throws JsonProcessingException {
        var caller = Call.of(http).caller();
        return Response.ok(
                        Json.MAPPER.writeValueAsBytes(
                                caller.isAccount() ? given(caller.id()) : JsonNodeFactory.instance.objectNode()),
                        "application/json; charset=utf-8")
                .build();
    }

    private ObjectNode given(java.util.UUID accountId) throws JsonProcessingException {
        var given = JsonNodeFactory.instance.objectNode();
        for (var it : members.upgradesOf(accountId)) {
            given.set(it.projectId().toString(), Json.MAPPER.readTree(it.upgrades()));
        }
        return given;
    }
}
