package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// A public path for anybody who knows its id, as far as it is shown to him.
public final class PublicPathsByIdTable {
    public static final Table TABLE = PublicPathsTable.TABLE
            .virtual("public_paths_by_id")
            .only(
                    "id",
                    "project_id",
                    "path",
                    "name",
                    "description",
                    "disabled",
                    "unlisted",
                    "authenticated",
                    "license",
                    "last_edited",
                    "created",
                    "last_saved",
                    "counter",
                    "compute_image",
                    "redirect",
                    "jupyter_api")
            .readOnly()
            .columns(text("compute_image").get())
            .readByAnybody()
            .projects(ProjectRule.OPEN)
            .check(PublicPathsByIdTable::check)
            .where(PublicPathsTable.SHOWN)
            .build();

    private PublicPathsByIdTable() {}

    private static void check(ObjectNode fields, boolean many) throws Broken {
        var id = fields.path("id");
        if (!id.isTextual() || id.textValue().length() != 40) {
            throw new Broken("id must be a sha1 hash");
        }
    }
}
