package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;
import org.calque.messages.Caller;
import org.calque.projects.Texts;

/// What administrators change of all projects. Deleting and restoring is the same as for the people of a project.
@Singleton
class CrmProjectsTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "projects",
            "project_id",
            Map.of(
                    "project_id", "uuid",
                    "name", "text",
                    "title", "text",
                    "description", "text",
                    "deleted", "boolean",
                    "notes", "text"));

    private final ProjectsTable projects;

    CrmProjectsTable(AgroalDataSource database, ProjectsTable projects) {
        super("crm_projects", ROWS, Making.NEVER, database);
        this.projects = projects;
    }

    @Override
    protected void check(ObjectNode row, Caller caller) throws SetRefused {
        ProjectIds.of("crm_projects", row);
        if (row.path("name").isTextual()) {
            var problem = Texts.nameProblem(row.get("name").textValue());
            if (problem.isPresent()) {
                throw new SetRefused("Error: " + problem.get());
            }
        }
        JsonNode deleted = row.remove("deleted");
        if (deleted != null && deleted.isBoolean()) {
            var change = JsonNodeFactory.instance.objectNode();
            change.set("project_id", row.get("project_id"));
            projects.set(change.set("deleted", deleted), caller);
        }
    }
}
