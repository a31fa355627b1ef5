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
/// `{"<project_id>": "write" | "read" | "none"}`. A service in its own name asks for accounts:
/// `{"accounts": {"<account_id>": ["<project_id>", …]}}` is answered by such a map for each.
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
        var caller = Call.of(http).caller();
        if (caller.isService()) {
            var accounts = question.path("accounts");
            return areLists(accounts, MOST_PROJECTS)
                    ? Response.ok(levelsOfAccounts(caller, accounts)).build()
                    : refused(
                            "accounts must map ids of accounts to lists of together at most " + MOST_PROJECTS + " ids");
        }
        var asked = question.path("project_ids");
        if (!asked.isArray() || asked.size() > MOST_PROJECTS) {
            return refused("project_ids must be a list of at most " + MOST_PROJECTS + " ids");
        }
        var peopleOnly = question.path("people_only").asBoolean();
        return Response.ok(answer(asked, levels(caller, asked, false, peopleOnly)))
                .build();
    }

    private static Response refused(String why) {
        return Response.status(400).entity(Map.of("error", why)).build();
    }

    private static boolean areLists(JsonNode accounts, int most) {
        var lists = accounts.properties();
        return accounts.isObject()
                && lists.stream()
                        .allMatch(it -> it.getValue().isArray()
                                && Uuids.parse(it.getKey()).isPresent())
                && lists.stream().mapToInt(it -> it.getValue().size()).sum() <= most;
    }

    private Map<String, Map<String, String>> levelsOfAccounts(Caller service, JsonNode accounts) {
        var levels = new LinkedHashMap<String, Map<String, String>>();
        for (var account : accounts.properties()) {
            var caller = service.as(Uuids.parse(account.getKey()).orElseThrow());
            var asked = account.getValue();
            levels.put(account.getKey(), answer(asked, levels(caller, asked, true, false)));
        }
        return levels;
    }

    private static Map<String, String> answer(JsonNode asked, Map<UUID, Level> known) {
        var levels = new LinkedHashMap<String, String>();
        asked.forEach(id -> levels.put(
                id.asText(),
                wireName(Uuids.parse(id.textValue()).map(known::get).orElse(Level.NONE))));
        return levels;
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

    private static Set<UUID> uuids(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .flatMap(it -> Uuids.parse(it.textValue()).stream())
                .collect(Collectors.toSet());
    }

    private static String wireName(Level level) {
        return level.name().toLowerCase(java.util.Locale.ROOT);
    }
}
