package org.calque.projects.publicpaths;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.calque.kit.Call;
import org.calque.messages.Json;
import org.calque.messages.Uuids;
import org.calque.projects.publicpaths.PublicPaths.PublicPath;

/// Tells other services whether the caller may see a path because it is published: `{"project_id": …, "path": …}` is
/// answered by `{"public": true, "id": …, "path": …}`, where `path` is the published one that holds it, or by
/// `{"public": false}`. With `public_id` only the published path of that id counts. Whoever then reads must not
/// follow links out of that path.
@Path("/access/public")
public class PublicPathResource {
    private final PublicPaths paths;

    PublicPathResource(PublicPaths paths) {
        this.paths = paths;
    }

    @POST
    @RunOnVirtualThread
    public Response covering(byte[] body, RoutingContext http) throws IOException {
        var question = Json.MAPPER.readTree(body);
        var projectId = Uuids.parse(question.path("project_id").textValue());
        var path = question.path("path").textValue();
        if (projectId.isEmpty() || path == null) {
            return Response.status(400)
                    .entity(Map.of("error", "project_id and path must be given"))
                    .build();
        }
        var covering = paths.covering(
                projectId.get(),
                path,
                question.path("public_id").textValue(),
                Call.of(http).caller());
        return Response.ok(covering.map(PublicPathResource::told).orElse(Map.of("public", false)))
                .build();
    }

    private static Map<String, Object> told(PublicPath it) {
        return Map.of("public", true, "id", it.id(), "path", it.path());
    }
}
