package org.calque.projects.collaborators;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsCollaboratorsList;
import org.calque.messages.projects.ProjectsCollaboratorsList.Item;
import org.calque.projects.Access;
import org.calque.projects.MemberRepository;

@ApplicationScoped
class ProjectsCollaboratorsListHandler implements Handler<ProjectsCollaboratorsList> {
    private final Access access;
    private final MemberRepository members;
    private final Names names;

    ProjectsCollaboratorsListHandler(Access access, MemberRepository members, Names names) {
        this.access = access;
        this.members = members;
        this.names = names;
    }

    @Override
    public Outcome handle(ProjectsCollaboratorsList request, Caller caller) {
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a uuid");
        }
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var mayAsk = access.standing(id.get(), caller)
                .filter(it -> it.group() != null || caller.isAdmin())
                .isPresent();
        return done(new Bare(mayAsk ? list(id.get(), caller) : List.of()));
    }

    private List<Item> list(UUID projectId, Caller caller) {
        var accounts = members.of(projectId).stream().map(it -> it.accountId).toList();
        var known = names.of(accounts, caller);
        return accounts.stream()
                .filter(it -> known.has(it.toString()))
                .filter(it -> !known.get(it.toString()).path("unlisted").asBoolean())
                .map(it -> new Item(
                        it,
                        known.get(it.toString()).path("first_name").asText(""),
                        known.get(it.toString()).path("last_name").asText("")))
                .toList();
    }
}
