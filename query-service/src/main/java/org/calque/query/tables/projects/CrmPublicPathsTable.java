package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;

import org.calque.query.tables.Table;

/// All public paths, for administrators.
public final class CrmPublicPathsTable {
    public static final Table TABLE = PublicPathsTable.TABLE
            .virtual("crm_public_paths")
            .adminOnly()
            .readOnly()
            .writtenAs("crm_public_paths")
            .nullClears()
            .required("id")
            .columns(
                    text("id").get().set(),
                    name("name").get().set(),
                    text("description").get().set(),
                    decimal("counter").get().set(),
                    text("image").get().set(),
                    flag("disabled").get().set(),
                    flag("unlisted").get().set(),
                    flag("authenticated").get().set(),
                    text("license").get().set(),
                    time("last_edited").get().set(),
                    time("created").get().set(),
                    text("compute_image").get("\"default\"").set(),
                    text("site_license_id").get().set(),
                    text("redirect").get().set(),
                    flag("jupyter_api").get().set())
            .limit(300)
            .orderBy("-last_edited")
            .build();

    private CrmPublicPathsTable() {}
}
