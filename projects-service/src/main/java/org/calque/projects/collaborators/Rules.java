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
import org.calque.projects.MemberRepository;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;

/// Who may add people to a project and remove them.
@ApplicationScoped
class Rules {
    private final Access access;
    private final MemberRepository members;
    private final int maxMembers;

    Rules(Access access, MemberRepository members, ProjectsConfig config) {
        this.access = access;
        this.members = members;
        this.maxMembers = config.people().maxMembers();
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
        return account.<Read>map(it -> new Pair(project.get(), it)).orElseGet(() -> new Wrong(noUuid(accountId)));
    }

    static Outcome noUuid(String accountId) {
        return refused(Reason.INVALID, "all account id's must be valid uuid's, but \"" + accountId + "\" is not");
    }

    /// Why the caller may not manage who works on the project.
    Optional<Outcome> refusal(Caller caller, UUID projectId) {
        var project = access.standing(projectId, caller).filter(it -> access.mayManage(caller, it));
        if (project.isEmpty()) {
            return Optional.of(refused(
                    Reason.FORBIDDEN,
                    "user %s does not have write access to project %s".formatted(caller.id(), projectId)));
        }
        return maySayWhoComes(project.get(), caller.isAdmin())
                ? Optional.empty()
                : Optional.of(
                        refused(Reason.FORBIDDEN, "Only owners can manage collaborators when this setting is enabled"));
    }

    /// Why the caller may not add this account: adding oneself has words of its own.
    Optional<Outcome> refusalToAdd(Caller caller, UUID projectId, UUID account) {
        if (!account.equals(caller.id())) {
            return refusal(caller, projectId);
        }
        var standing = access.standing(projectId, caller);
        if (standing.isEmpty()) {
            return Optional.of(refused(Reason.NOT_FOUND, "no project with id \"" + projectId + "\""));
        }
        return access.mayManage(caller, standing.get())
                ? Optional.empty()
                : Optional.of(
                        refused(Reason.FORBIDDEN, "cannot add self to \"" + projectId + "\" -- must be an admin"));
    }

    /// Why no more accounts fit into the project.
    Optional<Outcome> refusalOfMore(UUID projectId, int more) {
        return members.count("projectId", projectId) + more > maxMembers
                ? Optional.of(refused(Reason.TOO_MANY, "a project may have at most " + maxMembers + " people"))
                : Optional.empty();
    }

    /// Whoever is on a project may leave it; others are removed by whoever may add them.
    Optional<Outcome> refusalToRemove(Caller caller, UUID projectId, UUID account) {
        var leaves = account.equals(caller.id())
                && access.standing(projectId, caller)
                        .filter(it -> it.group() != null)
                        .isPresent();
        return leaves ? Optional.empty() : refusal(caller, projectId);
    }

    /// Whether an account that made a token or an invitation may still let people in by it.
    boolean stillMayAdd(Standing project, boolean asAdministrator) {
        return asAdministrator || project.isCollaborator() && maySayWhoComes(project, false);
    }

    private static boolean maySayWhoComes(Standing project, boolean asAdministrator) {
        return asAdministrator || !project.onlyOwnersManage() || project.isOwner();
    }
}
