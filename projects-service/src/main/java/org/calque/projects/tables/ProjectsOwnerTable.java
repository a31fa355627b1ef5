package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.calque.kit.TableWriter;
import org.calque.messages.Caller;

/// What only owners of a project, and administrators, change through the query language: which course it belongs to.
@ApplicationScoped
class ProjectsOwnerTable implements TableWriter {
    private final ProjectRows rows;

    ProjectsOwnerTable(ProjectRows rows) {
        this.rows = rows;
    }

    @Override
    public String table() {
        return "projects_owner";
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        var projectId = ProjectIds.of("projects_owner", row);
        for (var field : row.deepCopy().without(List.of("project_id", "course")).properties()) {
            throw new SetRefused("FATAL: changing projects_owner." + field.getKey() + " not allowed");
        }
        var project = rows.read(projectId, caller).project();
        if (!caller.isAccount() || !project.isOwner() && !caller.isAdmin()) {
            throw ProjectIds.stranger();
        }
        if (row.has("course")) {
            if (!(row.get("course") instanceof ObjectNode course)) {
                throw new SetRefused("FATAL: projects_owner.course must be an object");
            }
            rows.set(projectId, Map.of("course", course), caller);
        }
    }
}
