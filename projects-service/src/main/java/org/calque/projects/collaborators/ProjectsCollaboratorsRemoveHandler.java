package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsCollaboratorsRemove;
import org.calque.projects.Access;

@ApplicationScoped
class ProjectsCollaboratorsRemoveHandler implements Handler<ProjectsCollaboratorsRemove> {
    private final Access access;
    private final Rules rules;
    private final Membership membership;

    ProjectsCollaboratorsRemoveHandler(Access access, Rules rules, Membership membership) {
        this.access = access;
        this.rules = rules;
        this.membership = membership;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsRemove request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> why;
            case Rules.Pair(var project, var account) ->
                refusal(caller, project, account).orElseGet(() -> remove(project, account, caller));
        };
    }

    /// Whoever is on a project may leave it.
    private Optional<Outcome> refusal(Caller caller, UUID project, UUID account) {
        var leaves = account.equals(caller.id())
                && access.standing(project, caller)
                        .filter(it -> it.group() != null)
                        .isPresent();
        return leaves ? Optional.empty() : rules.refusal(caller, project);
    }

    private Outcome remove(UUID project, UUID account, Caller caller) {
        return membership.remove(project, account, caller.id())
                ? done(new Replies.Ok())
                : refused(Reason.CONFLICT, "Cannot remove an owner. Demote to collaborator first.");
    }
}
