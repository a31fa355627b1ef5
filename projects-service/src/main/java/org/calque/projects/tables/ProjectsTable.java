package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;
import org.calque.messages.Route;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Texts;
import org.calque.projects.tables.Columns.Kind;

/// Changes of a project through the query language, by its people and by administrators.
@ApplicationScoped
public class ProjectsTable implements TableWriter {
    static final Columns COLUMNS = new Columns("projects", kinds());

    /// Columns that may be set whatever the row holds.
    static final Set<String> PLAIN = Set.of(
            "title", "description", "compute_image", "color", "avatar_image_tiny", "avatar_image_full", "sandbox");

    /// Maps whose merge has no other consequence.
    static final Set<String> PLAIN_MAPS = Set.of("env", "invite_requests", "site_license");

    private final ProjectRows rows;
    private final JointChanges joint;
    private final ActionRequests actions;
    private final Lifecycle lifecycle;
    private final ProjectsConfig config;

    ProjectsTable(
            ProjectRows rows, JointChanges joint, ActionRequests actions, Lifecycle lifecycle, ProjectsConfig config) {
        this.rows = rows;
        this.joint = joint;
        this.actions = actions;
        this.lifecycle = lifecycle;
        this.config = config;
    }

    private static Map<String, Kind> kinds() {
        var kinds = new LinkedHashMap<String, Kind>();
        for (var text : new String[] {
            "name", "title", "description", "compute_image", "color", "avatar_image_tiny", "avatar_image_full"
        }) {
            kinds.put(text, Kind.TEXT);
        }
        for (var flag : new String[] {"deleted", "sandbox", "manage_users_owner_only"}) {
            kinds.put(flag, Kind.FLAG);
        }
        for (var map : new String[] {"invite_requests", "site_license", "env", "action_request", "users", "course"}) {
            kinds.put(map, Kind.MAP);
        }
        return kinds;
    }

    @Override
    public String table() {
        return "projects";
    }

    /// An action that is asked for is carried out, and then nothing else of the row is written.
    @Override
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        if (!caller.isAccount()) {
            throw new SetRefused("FATAL: no anonymous set queries");
        }
        var projectId = ProjectIds.of("projects", row);
        if (row.has("course")) {
            throw new SetRefused("FATAL: changing projects.course not allowed");
        }
        var values = checked(row.deepCopy().without("project_id"));
        if (values.isEmpty()) {
            return;
        }
        if (JointChanges.canJoin(values)) {
            joint.carryOut(projectId, values, caller);
            return;
        }
        if (values.get("action_request") instanceof ObjectNode request
                && request.path("action").isTextual()) {
            // What starts a project here needs no less than what starts it elsewhere.
            var beyondLimits = caller.limits().refusalOf(Route.PROJECTS_START);
            if (beyondLimits.isPresent()) {
                throw new SetRefused("FATAL: " + beyondLimits.get());
            }
            if (actions.carryOut(projectId, request, caller)) {
                return;
            }
        }
        var project = rows.set(projectId, values, caller);
        if (project.isDeleted()) {
            lifecycle.stop(project);
        }
    }

    private Map<String, JsonNode> checked(ObjectNode row) throws SetRefused {
        var values = COLUMNS.checked(row, config.maxColumnBytes());
        check(Texts.problem("projects.title", text(values, "title"), config.maxTitle()));
        check(Texts.problem("projects.description", text(values, "description"), config.maxDescription()));
        if (values.get("users") instanceof ObjectNode users) {
            Users.check(users);
        }
        if (values.containsKey("name")) {
            var problem = Texts.nameProblem(text(values, "name"));
            if (problem.isPresent()) {
                throw new SetRefused("Error: " + problem.get());
            }
        }
        return values;
    }

    private static String text(Map<String, JsonNode> values, String name) {
        return values.containsKey(name) ? values.get(name).textValue() : null;
    }

    private static void check(java.util.Optional<String> problem) throws SetRefused {
        if (problem.isPresent()) {
            throw new SetRefused("FATAL: " + problem.get());
        }
    }
}
