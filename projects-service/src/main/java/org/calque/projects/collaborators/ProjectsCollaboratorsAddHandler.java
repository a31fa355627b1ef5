package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.projects.ProjectsCollaboratorsAdd;
import org.calque.projects.Access;

@ApplicationScoped
class ProjectsCollaboratorsAddHandler implements Handler<ProjectsCollaboratorsAdd> {
    private final Access access;
    private final Rules rules;
    private final Names names;
    private final Membership membership;

    ProjectsCollaboratorsAddHandler(Access access, Rules rules, Names names, Membership membership) {
        this.access = access;
        this.rules = rules;
        this.names = names;
        this.membership = membership;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsAdd request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> why;
            case Rules.Pair(var project, var account) ->
                refusal(caller, project, account).orElseGet(() -> {
                    membership.add(project, account, caller.id());
                    return done(new Replies.Ok());
                });
        };
    }

    private Optional<Outcome> refusal(Caller caller, UUID project, UUID account) {
        var refusal = account.equals(caller.id()) ? refusalOfOneself(caller, project) : rules.refusal(caller, project);
        return refusal.isPresent() ? refusal : refusalOfTheUnknown(caller, account);
    }

    private Optional<Outcome> refusalOfOneself(Caller caller, UUID project) {
        var standing = access.standing(project, caller);
        if (standing.isEmpty()) {
            return Optional.of(refused(Reason.NOT_FOUND, "no project with id \"" + project + "\""));
        }
        return access.mayManage(caller, standing.get())
                ? Optional.empty()
                : Optional.of(refused(Reason.FORBIDDEN, "cannot add self to \"" + project + "\" -- must be an admin"));
    }

    private Optional<Outcome> refusalOfTheUnknown(Caller caller, UUID account) {
        return names.of(List.of(account), caller).has(account.toString())
                ? Optional.empty()
                : Optional.of(refused(Reason.NOT_FOUND, "no account with id " + account));
    }
}
