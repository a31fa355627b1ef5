package org.calque.kit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private static final String SILENT = "the projects service does not say who may use a project";

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

    /// What accounts may do to which projects, asked by a service in its own name. What they may as administrators of
    /// the site does not count.
    ///
    /// @throws Unavailable when projects-service does not say, be it of one project only
    public Map<UUID, Map<UUID, Level>> ofAccounts(Caller service, Map<UUID, Set<UUID>> projects) {
        var json = ask(service, new QuestionOfService(projects));
        var levels = new LinkedHashMap<UUID, Map<UUID, Level>>();
        projects.forEach((account, some) -> {
            var answer = json.path(account.toString());
            if (some.stream().anyMatch(project -> !answer.has(project.toString()))) {
                throw new Unavailable(SILENT, null);
            }
            levels.put(account, levels(answer, some));
        });
        return levels;
    }

    private record QuestionOfService(Map<UUID, Set<UUID>> accounts) {}

    private Map<UUID, Level> ask(Caller caller, Collection<UUID> projects, boolean peopleOnly) {
        var question = new Question(projects.stream().distinct().toList(), peopleOnly);
        return levels(ask(caller, question), projects);
    }

    private JsonNode ask(Caller caller, Record question) {
        var answer = services.post(Service.PROJECTS, "/access", question, caller);
        if (answer.status() != 200) {
            throw new Unavailable(SILENT, null);
        }
        return answer.json();
    }

    private static Map<UUID, Level> levels(JsonNode json, Collection<UUID> projects) {
        var levels = new LinkedHashMap<UUID, Level>();
        for (UUID project : projects) {
            levels.put(
                    project,
                    Level.valueOf(json.path(project.toString()).asText("none").toUpperCase(Locale.ROOT)));
        }
        return levels;
    }
}
