package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.RemoveCollaborator;

/// Unlike API v2 it says nothing when an owner stays.
@ApplicationScoped
class RemoveCollaboratorHandler implements Handler<RemoveCollaborator> {
    private final Rules rules;
    private final Membership membership;

    RemoveCollaboratorHandler(Rules rules, Membership membership) {
        this.rules = rules;
        this.membership = membership;
    }

    @Override
    public Outcome handle(RemoveCollaborator request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> InV1.error(why);
            case Rules.Pair(var project, var account) ->
                rules.refusalToRemove(caller, project, account).map(InV1::error).orElseGet(() -> {
                    membership.remove(project, account, caller.id());
                    return done(new Replies.Success());
                });
        };
    }
}
