package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.projects.ProjectsGetOne;
import org.calque.projects.Creation;
import org.calque.projects.Creation.Wish;
import org.calque.projects.ProjectRepository;

@ApplicationScoped
class ProjectsGetOneHandler implements Handler<ProjectsGetOne> {
    private static final Wish WISH = new Wish("Untitled Project", "", null, null);

    private final ProjectRepository projects;
    private final Creation creation;
    private final EntityManager database;

    ProjectsGetOneHandler(ProjectRepository projects, Creation creation, EntityManager database) {
        this.projects = projects;
        this.creation = creation;
        this.database = database;
    }

    @Override
    public Outcome handle(ProjectsGetOne request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "getOneProject -- user must be authenticated");
        }
        var latest = latest(caller);
        return latest != null ? latest : QuarkusTransaction.requiringNew().call(() -> make(caller));
    }

    private Outcome latest(Caller caller) {
        var found = projects.listedFor(caller.id(), caller.limits().projects(), 1);
        return found.isEmpty() ? null : done(new Bare(found.getFirst()));
    }

    /// However many ask at the same moment, one project is made.
    private Outcome make(Caller caller) {
        if (caller.limits().projects() != null) {
            return refused(Reason.FORBIDDEN, Creation.NOT_FOR_A_LIMITED_KEY);
        }
        lock(caller.id());
        var meanwhile = latest(caller);
        if (meanwhile != null) {
            return meanwhile;
        }
        try {
            var project = creation.create(WISH, caller.id());
            return done(new ProjectsGetOne.Made(project.projectId(), WISH.title()));
        } catch (HomeException failure) {
            return refused(Reason.UNAVAILABLE, failure.getMessage());
        }
    }

    private void lock(UUID account) {
        database.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text)")
                .setParameter(1, "first project of " + account)
                .getSingleResult();
    }
}
