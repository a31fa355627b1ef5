package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.projects.InviteNoncloudCollaborators;
import org.calque.messages.projects.InviteNoncloudCollaborators.Invited;
import org.calque.projects.collaborators.Invitations.Answer;
import org.calque.projects.collaborators.Invitations.Words;

/// The addresses are known to accounts-service alone: it keeps the invitations, and says who has an account already.
@ApplicationScoped
class InviteNoncloudCollaboratorsHandler implements Handler<InviteNoncloudCollaborators> {
    private static final int LONGEST_LIST = 1024;
    private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

    private final Rules rules;
    private final Membership membership;
    private final Invitations invitations;

    InviteNoncloudCollaboratorsHandler(Rules rules, Membership membership, Invitations invitations) {
        this.rules = rules;
        this.membership = membership;
        this.invitations = invitations;
    }

    @Override
    public Outcome handle(InviteNoncloudCollaborators request, Caller caller) {
        if (!caller.isAccount()) {
            return InV1.error(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var project = Uuids.parse(request.projectId());
        if (project.isEmpty()) {
            return InV1.error(Reason.INVALID, "project_id must be a valid uuid");
        }
        var refusal = rules.refusal(caller, project.get());
        if (refusal.isPresent()) {
            return InV1.error(refusal.get());
        }
        if (request.to().length() > LONGEST_LIST) {
            return InV1.error(Reason.TOO_LARGE, "Specify less recipients when adding collaborators to project.");
        }
        List<String> to = BETWEEN.splitAsStream(request.to().strip())
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        if (to.isEmpty()) {
            return InV1.error(Reason.INVALID, "to must hold at least one email address");
        }
        var words = new Words(request.title(), request.subject(), request.email());
        return invitations
                .problem(words)
                .or(() -> rules.refusalOfMore(project.get(), to.size()))
                .map(InV1::error)
                .orElseGet(() -> invite(project.get(), to, words, request.to(), caller));
    }

    private Outcome invite(UUID project, List<String> to, Words words, String shown, Caller caller) {
        return switch (invitations.keep(project, to, words, caller)) {
            case Answer.Refused(var reason, var why) -> InV1.error(reason, why);
            case Answer.Kept(var accounts) -> {
                membership.addAll(
                        accounts.stream()
                                .map(it -> Arrival.ofCollaborator(project, it))
                                .toList(),
                        caller.id());
                yield done(new Invited("Invited " + shown + " to collaborate on a project."));
            }
        };
    }
}
