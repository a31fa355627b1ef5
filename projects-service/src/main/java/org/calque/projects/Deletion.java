package org.calque.projects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.kit.Outbox;
import org.calque.messages.facts.ProjectDeleted;

/// Marks projects as deleted and takes that back. Files stay.
@ApplicationScoped
public class Deletion {
    private final ProjectRepository projects;
    private final Lifecycle lifecycle;
    private final Outbox outbox;

    Deletion(ProjectRepository projects, Lifecycle lifecycle, Outbox outbox) {
        this.projects = projects;
        this.lifecycle = lifecycle;
        this.outbox = outbox;
    }

    /// Marks it first, so that nothing starts it again, and then stops it.
    @Transactional
    public void mark(UUID projectId, boolean deleted, UUID by) {
        var changed = projects.update(
                deleted
                        ? "deleted = true, siteLicense = null where projectId = ?1"
                        : "deleted = false where projectId = ?1 and deleted = true",
                projectId);
        if (changed > 0) {
            outbox.add(new ProjectDeleted(projectId, deleted, by));
        }
    }

    /// Ends everything that runs in a deleted project.
    public void stop(Standing project) {
        lifecycle.stop(project);
    }
}
