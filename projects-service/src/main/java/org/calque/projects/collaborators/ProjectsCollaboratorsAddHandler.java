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
import org.calque.projects.Group;
import org.calque.projects.Member;
import org.calque.projects.MemberRepository;

@ApplicationScoped
class ProjectsCollaboratorsAddHandler implements Handler<ProjectsCollaboratorsAdd> {
    private static final String MORE_THAN_A_VIEWER =
            "the account is more than a viewer already; remove it before you add it as a viewer";

    private final Rules rules;
    private final Names names;
    private final MemberRepository members;
    private final Membership membership;

    ProjectsCollaboratorsAddHandler(Rules rules, Names names, MemberRepository members, Membership membership) {
        this.rules = rules;
        this.names = names;
        this.members = members;
        this.membership = membership;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsAdd request, Caller caller) {
        return switch (rules.read(caller, request.projectId(), request.accountId())) {
            case Rules.Wrong(var why) -> why;
            case Rules.Pair(var project, var account) ->
                switch (request.group() == null ? "collaborator" : request.group()) {
                    case "collaborator" -> add(new Arrival(project, account, Group.COLLABORATOR), caller);
                    case "viewer" -> add(new Arrival(project, account, Group.VIEWER), caller);
                    default -> refused(Reason.INVALID, "group must be 'collaborator' or 'viewer'");
                };
        };
    }

    private Outcome add(Arrival arrival, Caller caller) {
        return rules.refusalToAdd(caller, arrival.project(), arrival.account())
                .or(() -> names.refusalOfTheUnknown(List.of(arrival.account()), caller))
                .or(() -> rules.refusalOfMore(arrival.project(), 1))
                .or(() -> refusalOfLess(arrival))
                .orElseGet(() -> {
                    membership.add(arrival, caller.id());
                    return done(new Replies.Ok());
                });
    }

    private Optional<Outcome> refusalOfLess(Arrival arrival) {
        return arrival.group() == Group.VIEWER && isMoreThanAViewer(arrival.project(), arrival.account())
                ? Optional.of(refused(Reason.CONFLICT, MORE_THAN_A_VIEWER))
                : Optional.empty();
    }

    private boolean isMoreThanAViewer(UUID project, UUID account) {
        return members.findByIdOptional(new Member.Key(project, account))
                .filter(it -> it.group.mayWrite())
                .isPresent();
    }
}
