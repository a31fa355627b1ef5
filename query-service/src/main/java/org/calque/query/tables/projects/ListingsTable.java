package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.integer;
import static org.calque.query.tables.Column.map;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.texts;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.calque.messages.Service;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// What is in a folder of a project now.
public final class ListingsTable {
    private static final List<String> ASKED_BY = List.of("project_id", "path", "compute_server_id");

    public static final Table TABLE = Table.named("listings")
            .foundBy(Service.PROJECTS)
            .key("project_id", "path", "compute_server_id")
            .projects(ProjectRule.GIVEN)
            .check(ListingsTable::check)
            .limit(50)
            .orderBy("-interest")
            .columns(
                    uuid("project_id").get(),
                    integer("compute_server_id").get(),
                    text("path").get(),
                    time("time").get(),
                    map("listing").get(),
                    decimal("missing").get(),
                    time("interest").get(),
                    text("error").get(),
                    texts("deleted").get())
            .build();

    private ListingsTable() {}

    private static void check(ObjectNode fields, boolean many) throws Broken {
        for (var field : fields.properties()) {
            if (!ASKED_BY.contains(field.getKey()) && !field.getValue().isNull()) {
                throw new Broken("FATAL: listings are asked for by project_id, path and compute_server_id alone");
            }
        }
        if (!isNullOr(fields.path("path"), fields.path("path").isTextual())) {
            throw new Broken("FATAL: listings.path must be a string");
        }
        if (!isNullOr(fields.path("compute_server_id"), isZero(fields.path("compute_server_id")))) {
            throw new Broken("FATAL: listings.compute_server_id must be 0: there are no other servers");
        }
    }

    private static boolean isNullOr(JsonNode value, boolean isRight) {
        return value.isMissingNode() || value.isNull() || isRight;
    }

    private static boolean isZero(JsonNode number) {
        return number.isIntegralNumber() && number.longValue() == 0;
    }
}
