package org.calque.query.tables.projects;

import static org.calque.query.tables.Column.text;
import static org.calque.query.tables.Column.uuid;

import org.calque.messages.Service;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// The large pictures of the caller's projects.
public final class ProjectAvatarImagesTable {
    public static final Table TABLE = Table.named("project_avatar_images")
            .heldBy(Service.PROJECTS, "projects.api_project_avatars")
            .key("project_id")
            .projects(ProjectRule.MINE)
            .columns(uuid("project_id").get(), text("avatar_image_full").get())
            .build();

    private ProjectAvatarImagesTable() {}
}
