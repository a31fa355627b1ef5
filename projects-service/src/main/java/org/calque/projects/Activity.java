package org.calque.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.calque.messages.Caller;

/// Marks projects as active. One in steady use is written to the database once in a while, not at every call.
@ApplicationScoped
public class Activity {
    private record Presence(UUID projectId, UUID callerId) {}

    private final ProjectRepository projects;
    private final Clock clock;
    private final Cache<Presence, Boolean> noted;

    Activity(ProjectRepository projects, Clock clock, ProjectsConfig config) {
        this.projects = projects;
        this.clock = clock;
        this.noted = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(config.touchEvery())
                .build();
    }

    /// The caller does something in the project.
    public void note(Caller caller, UUID projectId) {
        var presence = new Presence(projectId, caller.id());
        if (noted.asMap().putIfAbsent(presence, true) == null) {
            touch(caller, projectId);
        }
    }

    /// The caller says that it is active: written at once.
    public void touch(Caller caller, UUID projectId) {
        projects.touch(projectId, caller.id(), clock.instant());
    }
}
