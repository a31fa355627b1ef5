package org.calque.projects.collaborators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Texts;
import org.calque.projects.tables.ProjectIds;

/// Lets an account ask to be invited to a project whose id it knows, through the query language. It writes its own
/// request and nothing else; the people of the project see it in `projects.invite_requests`.
@ApplicationScoped
class ProjectInviteRequestsTable implements TableWriter {
    private static final Set<String> FIELDS = Set.of("timestamp", "message");

    private final RequestRows rows;
    private final Clock clock;
    private final ProjectsConfig.People config;

    ProjectInviteRequestsTable(RequestRows rows, Clock clock, ProjectsConfig config) {
        this.rows = rows;
        this.clock = clock;
        this.config = config.people();
    }

    @Override
    public String table() {
        return "project_invite_requests";
    }

    @Override
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of(table(), row);
        if (!caller.isAccount() || !caller.limits().allow(projectId)) {
            throw new SetRefused("FATAL: no anonymous set queries");
        }
        var message = message(row.path("invite_requests"), caller);
        if (!rows.keep(projectId, caller.id(), message, clock.instant(), config.maxRequests())) {
            throw new SetRefused("FATAL: project " + projectId + " takes no requests to be invited");
        }
    }

    private String message(JsonNode requests, Caller caller) throws SetRefused {
        var own = requests.path(caller.id().toString());
        if (!requests.isObject() || requests.size() != 1 || !own.isObject()) {
            throw refused("it must hold a request of the caller's own account, {account_id: {message}}, and no other");
        }
        for (var field : own.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw refused("unknown field '" + field.getKey() + "'");
            }
        }
        if (own.has("message") && !own.path("message").isTextual()) {
            throw refused("message must be a string");
        }
        var message = own.path("message").asText("");
        var problem = Texts.problem("message", message, config.maxRequestText());
        if (problem.isPresent()) {
            throw refused(problem.get());
        }
        return message;
    }

    private static SetRefused refused(String why) {
        return new SetRefused("FATAL: error setting 'invite_requests' -- Error: " + why);
    }
}
