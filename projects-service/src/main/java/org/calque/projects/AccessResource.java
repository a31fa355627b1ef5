package org.calque.projects;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.calque.kit.Call;
import org.calque.kit.ProjectAccess.Level;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Uuids;

/// Tells other services what a caller may do to projects: `{"project_ids": […]}` is answered by
/// `{"<project_id>": "write" | "read" | "none"}`. A service in its own name asks for the `account_id` that it names.
/// With `"people_only": true` administrators of the site are nobody in the projects of others, as API v2 has it.
@Path("/access")
public class AccessResource {
    private static final int MOST_PROJECTS = 10_000;

    private final Access access;
    private final ProjectRepository projects;

    AccessResource(Access access, ProjectRepository projects) {
        this.access = access;
        this.projects = projects;
    }

    @POST
    @RunOnVirtualThread
    public Response levels(byte[] body, RoutingContext http) throws IOException {
        var question = Json.MAPPER.readTree(body);
        var asked = question.path("project_ids");
        if (!asked.isArray() || asked.size() > MOST_PROJECTS) {
            return Response.status(400)
                    .entity(Map.of("error", "project_ids must be a list of at most " + MOST_PROJECTS + " ids"))
                    .build();
        }
        var caller = Call.of(http).caller();
        var peopleOnly = question.path("people_only").asBoolean();
        var known = caller.isService()
                ? levels(account(question, caller), asked, true, peopleOnly)
                : levels(caller, asked, false, peopleOnly);
        var levels = new LinkedHashMap<String, String>();
        asked.forEach(id -> levels.put(
                id.asText(),
                wireName(Uuids.parse(id.textValue()).map(known::get).orElse(Level.NONE))));
        return Response.ok(levels).build();
    }

    /// Levels of the projects that there are. Nobody works in a deleted one; its keys wait for it to be restored.
    private Map<UUID, Level> levels(Caller caller, JsonNode asked, boolean alsoDeleted, boolean peopleOnly) {
        return Access.isSomebody(caller)
                ? projects.standings(uuids(asked), caller.id()).stream()
                        .filter(it -> alsoDeleted || !it.isDeleted())
                        .collect(Collectors.toMap(Standing::projectId, it -> levelOf(caller, it, peopleOnly)))
                : Map.of();
    }

    private Level levelOf(Caller caller, Standing project, boolean peopleOnly) {
        if (access.isCollaborator(caller, project) || !peopleOnly && access.mayWrite(caller, project)) {
            return Level.WRITE;
        }
        return project.group() != null && access.mayRead(caller, project) ? Level.READ : Level.NONE;
    }

    private static Caller account(JsonNode question, Caller service) {
        return Uuids.parse(question.path("account_id").textValue())
                .map(service::as)
                .orElse(service);
    }

    private static Set<UUID> uuids(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .flatMap(it -> Uuids.parse(it.textValue()).stream())
                .collect(Collectors.toSet());
    }

    private static String wireName(Level level) {
        return level.name().toLowerCase(java.util.Locale.ROOT);
    }
}
