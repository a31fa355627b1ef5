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
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsCollaboratorsChangeUserType;
import org.calque.projects.Access;
import org.calque.projects.Group;
import org.calque.projects.Member;
import org.calque.projects.MemberRepository;

/// In the order of checks that the contract has.
@ApplicationScoped
class ProjectsCollaboratorsChangeUserTypeHandler implements Handler<ProjectsCollaboratorsChangeUserType> {
    private static final String NO_SUCH_TARGET = "Target user is not a member of this project";
    private static final String TARGET_IS_A_VIEWER =
            "Target user does not have a valid group (must be owner or collaborator)";

    private final Access access;
    private final MemberRepository members;
    private final Membership membership;

    ProjectsCollaboratorsChangeUserTypeHandler(Access access, MemberRepository members, Membership membership) {
        this.access = access;
        this.members = members;
        this.membership = membership;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsChangeUserType request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "invalid account_id or project_id -- all must be valid uuid's");
        }
        var project = access.standing(id.get(), caller).filter(it -> access.isCollaborator(caller, it));
        if (project.isEmpty()) {
            return refused(Reason.FORBIDDEN, "Not a project member");
        }
        if (!project.get().isOwner()) {
            return refused(Reason.FORBIDDEN, "Only project owners can change user types");
        }
        return Uuids.parse(request.targetAccountId())
                .flatMap(it -> members.findByIdOptional(new Member.Key(id.get(), it)))
                .map(it -> change(it, request.newGroup(), caller.id()))
                .orElseGet(() -> refused(Reason.NOT_FOUND, NO_SUCH_TARGET));
    }

    private Outcome change(Member target, String newGroup, UUID by) {
        if (target.group == Group.VIEWER) {
            return refused(Reason.CONFLICT, TARGET_IS_A_VIEWER);
        }
        return switch (newGroup == null ? "" : newGroup) {
            case "owner" -> change(target, Group.OWNER, by);
            case "collaborator" -> change(target, Group.COLLABORATOR, by);
            default -> refused(Reason.INVALID, "New group must be either 'owner' or 'collaborator'");
        };
    }

    private Outcome change(Member target, Group group, UUID by) {
        return switch (membership.change(target.projectId, target.accountId, group, by)) {
            case DONE -> done(new Replies.Ok());
            case NOT_A_MEMBER -> refused(Reason.NOT_FOUND, NO_SUCH_TARGET);
            case A_VIEWER -> refused(Reason.CONFLICT, TARGET_IS_A_VIEWER);
            case LAST_OWNER ->
                refused(
                        Reason.CONFLICT,
                        "Cannot change the last owner to collaborator. At least one owner is required.");
        };
    }
}
