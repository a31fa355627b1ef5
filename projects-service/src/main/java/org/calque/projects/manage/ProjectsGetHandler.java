package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsGet;
import org.calque.projects.ProjectRepository;
import org.calque.projects.ProjectsConfig;

@ApplicationScoped
class ProjectsGetHandler implements Handler<ProjectsGet> {
    private final ProjectRepository projects;
    private final int maxListed;

    ProjectsGetHandler(ProjectRepository projects, ProjectsConfig config) {
        this.projects = projects;
        this.maxListed = config.maxListed();
    }

    @Override
    public Outcome handle(ProjectsGet request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "Must be signed in.");
        }
        var account = caller.id();
        if (request.accountId() != null) {
            if (!caller.isAdmin()) {
                return refused(Reason.FORBIDDEN, Administrators.ONLY);
            }
            var other = Uuids.parse(request.accountId());
            if (other.isEmpty()) {
                return refused(Reason.INVALID, "account_id must be a valid uuid");
            }
            account = other.get();
        }
        return done(new Bare(list(account, caller.limits().projects(), request.limit())));
    }

    private List<ProjectsGet.Item> list(UUID account, Set<UUID> only, long limit) {
        return limit <= 0 ? List.of() : projects.listedFor(account, only, (int) Math.min(limit, maxListed));
    }
}
