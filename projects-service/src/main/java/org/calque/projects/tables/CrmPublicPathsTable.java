package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;
import org.calque.messages.Caller;
import org.calque.projects.Texts;

/// What administrators change of the public paths of all projects.
@Singleton
class CrmPublicPathsTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "public_paths",
            "id",
            Map.ofEntries(
                    Map.entry("id", "text"),
                    Map.entry("name", "text"),
                    Map.entry("description", "text"),
                    Map.entry("counter", "double precision"),
                    Map.entry("image", "text"),
                    Map.entry("disabled", "boolean"),
                    Map.entry("unlisted", "boolean"),
                    Map.entry("authenticated", "boolean"),
                    Map.entry("license", "text"),
                    Map.entry("last_edited", "timestamptz"),
                    Map.entry("created", "timestamptz"),
                    Map.entry("compute_image", "text"),
                    Map.entry("site_license_id", "text"),
                    Map.entry("redirect", "text"),
                    Map.entry("jupyter_api", "boolean")));

    CrmPublicPathsTable(AgroalDataSource database) {
        super("crm_public_paths", ROWS, Making.NEVER, database);
    }

    @Override
    protected void check(ObjectNode row, Caller caller) throws SetRefused {
        if (row.path("name").isTextual()) {
            var problem = Texts.nameProblem(row.get("name").textValue());
            if (problem.isPresent()) {
                throw new SetRefused("Error: " + problem.get());
            }
        }
    }
}
