package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.decimal;
import static org.calque.query.tables.Column.flag;
import static org.calque.query.tables.Column.name;
import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.time;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.SetRule;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// What a project shows to the world. Anybody may read it; whoever is not on the project sees no disabled paths, and
/// whoever is not signed in no paths that are for signed-in people.
public final class PublicPathsTable {
    /// To whom a path is shown.
    static final String SHOWN =
            "{member} or (t.disabled is not true and (t.authenticated is not true or {me} is not null))";

    public static final Table TABLE = Table.named("public_paths")
            .heldBy(Service.PROJECTS, "projects.api_public_paths")
            .key("id")
            .projects(ProjectRule.GIVEN_OPEN)
            .readByAnybody()
            .where(SHOWN)
            .required("id", "project_id", "path")
            .columns(
                    text("id").get().setBy(new SetRule.Computed(PathId::of)),
                    uuid("project_id").get().setBy(new SetRule.ProjectWrite()),
                    text("path").get().set(),
                    name("name").get().set(),
                    text("description").get().set(),
                    flag("disabled").get().set(),
                    flag("unlisted").get().set(),
                    flag("authenticated").get().set(),
                    text("license").get().set(),
                    time("created").get().set(),
                    time("last_edited").get().set(),
                    time("last_saved").get(),
                    decimal("counter").get(),
                    flag("cross_origin_isolation").get().set(),
                    text("compute_image").get("\"default\"").set(),
                    text("site_license_id").get().set(),
                    text("url").get(),
                    text("image").get().set(),
                    text("redirect").get().set(),
                    flag("jupyter_api").get().set())
            .build();

    private PublicPathsTable() {}
}
