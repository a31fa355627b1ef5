package org.calque.kit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Service;

/// Asks projects-service what a caller may do to projects. Nothing is remembered: a removed collaborator is out at
/// once.
@ApplicationScoped
public class ProjectAccess {
    /// What a caller may do; WRITE includes READ.
    public enum Level {
        NONE,
        READ,
        WRITE;

        public boolean mayRead() {
            return this != NONE;
        }

        public boolean mayWrite() {
            return this == WRITE;
        }
    }

    private record Question(List<UUID> projectIds, boolean peopleOnly) {}

    private final ServiceClient services;

    ProjectAccess(ServiceClient services) {
        this.services = services;
    }

    /// The caller's level on each project; unknown projects are NONE.
    public Map<UUID, Level> of(Caller caller, Collection<UUID> projects) {
        return ask(caller, projects, false);
    }

    /// The same, but administrators of the site are nobody in the projects of others, as API v2 has it.
    public Map<UUID, Level> ofPeople(Caller caller, Collection<UUID> projects) {
        return ask(caller, projects, true);
    }

    /// What an account may do, asked by a service in its own name. What the account may as an administrator of the
    /// site does not count.
    public Map<UUID, Level> ofAccount(Caller service, UUID account, Collection<UUID> projects) {
        return ask(
                service,
                projects,
                new QuestionAbout(account, projects.stream().distinct().toList()));
    }

    private record QuestionAbout(UUID accountId, List<UUID> projectIds) {}

    private Map<UUID, Level> ask(Caller caller, Collection<UUID> projects, boolean peopleOnly) {
        return ask(caller, projects, new Question(projects.stream().distinct().toList(), peopleOnly));
    }

    private Map<UUID, Level> ask(Caller caller, Collection<UUID> projects, Record question) {
        var answer = services.post(Service.PROJECTS, "/access", question, caller);
        if (answer.status() != 200) {
            throw new Unavailable("the projects service does not say who may use a project", null);
        }
        var json = answer.json();
        var levels = new LinkedHashMap<UUID, Level>();
        for (UUID project : projects) {
            levels.put(
                    project,
                    Level.valueOf(json.path(project.toString()).asText("none").toUpperCase(Locale.ROOT)));
        }
        return levels;
    }
}
