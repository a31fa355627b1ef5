package org.calque.billing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.calque.kit.Call;
import org.calque.messages.Json;

/// Tells projects-service what the caller owns, `{"cores": 2, …}`, so that nobody gives away more.
@Path("/owned-upgrades")
public class OwnedUpgradesResource {
    private final OwnedUpgradeRepository upgrades;

    OwnedUpgradesResource(OwnedUpgradeRepository upgrades) {
        this.upgrades = upgrades;
    }

    @POST
    @RunOnVirtualThread
    @Transactional
    public Response owned(RoutingContext http) throws JsonProcessingException {
        var caller = Call.of(http).caller();
        var owned = caller.isAccount() ? upgrades.ownedBy(caller.id()) : Map.of();
        return Response.ok(Json.MAPPER.writeValueAsBytes(owned), "application/json; charset=utf-8")
                .build();
    }
}
