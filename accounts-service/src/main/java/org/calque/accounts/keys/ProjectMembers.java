package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.kit.ServiceClient;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Service;

/// Asks projects-service what an account may do to a project, on behalf of a service rather than of that account.
@ApplicationScoped
class ProjectMembers {
    private final ServiceClient services;

    private record Question(List<UUID> projectIds, UUID accountId) {}

    ProjectMembers(ServiceClient services) {
        this.services = services;
    }

    /// @throws Unavailable when projects-service does not say
    boolean mayWrite(UUID account, UUID project, Caller asking) {
        var answer = services.post(Service.PROJECTS, "/access", new Question(List.of(project), account), asking);
        var level =
                answer.status() == 200 ? answer.json().path(project.toString()).asText("") : "";
        return switch (level) {
            case "write" -> true;
            case "read", "none" -> false;
            default -> throw new Unavailable("the projects service does not say who works on a project", null);
        };
    }
}
