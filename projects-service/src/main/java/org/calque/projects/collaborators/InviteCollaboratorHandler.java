package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.projects.InviteCollaborator;

@ApplicationScoped
class InviteCollaboratorHandler implements Handler<InviteCollaborator> {
    private final Rules rules;
    private final Names names;
    private final Membership membership;
    private final Invitations invitations;

    InviteCollaboratorHandler(Rules rules, Names names, Membership membership, Invitations invitations) {
        this.rules = rules;
        this.names = names;
        this.membership = membership;
        this.invitations = invitations;
    }

    @Override
    public Outcome handle(InviteCollaborator request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> InV1.error(why);
            case Rules.Pair(var project, var account) -> invite(project, account, request, caller);
        };
    }

    private Outcome invite(UUID project, UUID account, InviteCollaborator request, Caller caller) {
        var words = new Invitations.Words(request.title(), request.subject(), request.email());
        return rules.refusalToAdd(caller, project, account)
                .or(() -> names.refusalOfTheUnknown(List.of(account), caller))
                .or(() -> rules.refusalOfMore(project, 1))
                .or(() -> invitations.problem(words))
                .map(InV1::error)
                .orElseGet(() -> {
                    membership.add(Arrival.ofCollaborator(project, account), caller.id());
                    if (request.email() != null && !request.email().isBlank()) {
                        invitations.tell(project, account, words, caller);
                    }
                    return done(new Replies.Success());
                });
    }
}
