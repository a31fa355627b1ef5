package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsCollaboratorsRemove;

@ApplicationScoped
class ProjectsCollaboratorsRemoveHandler implements Handler<ProjectsCollaboratorsRemove> {
    private final Rules rules;
    private final Membership membership;

    ProjectsCollaboratorsRemoveHandler(Rules rules, Membership membership) {
        this.rules = rules;
        this.membership = membership;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsRemove request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> why;
            case Rules.Pair(var project, var account) ->
                rules.refusalToRemove(caller, project, account).orElseGet(() -> remove(project, account, caller));
        };
    }

    private Outcome remove(UUID project, UUID account, Caller caller) {
        return membership.remove(project, account, caller.id())
                ? done(new Replies.Ok())
                : refused(Reason.CONFLICT, "Cannot remove an owner. Demote to collaborator first.");
    }
}
