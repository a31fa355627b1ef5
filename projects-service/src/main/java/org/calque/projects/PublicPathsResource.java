package org.calque.projects;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.Call;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// Tells other services whether a path of a project is public, by itself or inside a folder that is:
/// `{"project_id": …, "path": …, "public_id": …}` is answered by `{"public": true | false}`. The path is relative to
/// the
/// home folder and normalised; with `public_id` only that public path counts.
@Path("/public-paths/covering")
public class PublicPathsResource {
    /// Compared segment by segment: `a/b` covers `a/b` and `a/b/c`, not `a/bc`.
    private static final String COVERING = """
            select 1 from public_paths p join projects on projects.project_id = p.project_id,
                lateral (select trim(both '/' from regexp_replace(p.path, '(^|/)(\\./)+|//+', '\\1', 'g')) as folder) f
            where p.project_id = ? and coalesce(p.disabled, false) = false
                and coalesce(projects.deleted, false) = false
                and (?::text is null or p.id = ?)
                and (f.folder in ('', '.') or f.folder = ? or starts_with(?, f.folder || '/'))
                and (? or coalesce(p.authenticated, false) = false)
            limit 1""";

    private final AgroalDataSource database;

    PublicPathsResource(AgroalDataSource database) {
        this.database = database;
    }

    @POST
    @RunOnVirtualThread
    public Response covering(byte[] body, RoutingContext http) throws IOException, SQLException {
        var question = Json.MAPPER.readTree(body);
        var project = Uuids.parse(question.path("project_id").textValue());
        var path = question.path("path").asText("");
        var isPublic = project.isPresent()
                && isCovered(
                        project.get(),
                        path,
                        question.path("public_id").textValue(),
                        Access.isSomebody(Call.of(http).caller()));
        return Response.ok(Map.of("public", isPublic)).build();
    }

    private boolean isCovered(UUID project, String path, String publicId, boolean signedIn) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(COVERING)) {
            select.setObject(1, project);
            select.setString(2, publicId);
            select.setString(3, publicId);
            select.setString(4, path);
            select.setString(5, path);
            select.setBoolean(6, signedIn);
            try (var found = select.executeQuery()) {
                return found.next();
            }
        }
    }
}
