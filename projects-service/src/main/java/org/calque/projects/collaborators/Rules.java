package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;

/// Who may add people to a project and remove them.
@ApplicationScoped
class Rules {
    private final Access access;

    Rules(Access access) {
        this.access = access;
    }

    /// The ids of a request, or what is wrong with it.
    sealed interface Read {}

    record Pair(UUID project, UUID account) implements Read {}

    record Wrong(Outcome why) implements Read {}

    Read read(Caller caller, String projectId, String accountId) {
        if (!caller.isAccount()) {
            return new Wrong(refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        var project = Uuids.parse(projectId);
        if (project.isEmpty()) {
            return new Wrong(refused(Reason.INVALID, "project_id must be a valid uuid"));
        }
        var account = Uuids.parse(accountId);
        if (account.isEmpty()) {
            return new Wrong(
                    refused(Reason.INVALID, "all account id's must be valid uuid's, but \"" + accountId + "\" is not"));
        }
        return new Pair(project.get(), account.get());
    }

    Optional<Outcome> refusal(Caller caller, UUID projectId) {
        var project = access.standing(projectId, caller).filter(it -> access.mayManage(caller, it));
        if (project.isEmpty()) {
            return Optional.of(refused(
                    Reason.FORBIDDEN,
                    "user %s does not have write access to project %s".formatted(caller.id(), projectId)));
        }
        return project.get().onlyOwnersManage() && !project.get().isOwner() && !caller.isAdmin()
                ? Optional.of(
                        refused(Reason.FORBIDDEN, "Only owners can manage collaborators when this setting is enabled"))
                : Optional.empty();
    }
}
