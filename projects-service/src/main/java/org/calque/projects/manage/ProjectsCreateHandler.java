package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.ProjectsCreate;
import org.calque.projects.Creation;
import org.calque.projects.Creation.Wish;
import org.calque.projects.Lifecycle;

@ApplicationScoped
class ProjectsCreateHandler implements Handler<ProjectsCreate> {
    private final Creation creation;
    private final Lifecycle lifecycle;

    ProjectsCreateHandler(Creation creation, Lifecycle lifecycle) {
        this.creation = creation;
        this.lifecycle = lifecycle;
    }

    @Override
    public Outcome handle(ProjectsCreate request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "user must be signed in");
        }
        if (caller.limits().projects() != null) {
            return refused(Reason.FORBIDDEN, Creation.NOT_FOR_A_LIMITED_KEY);
        }
        var wish = new Wish(
                request.title() == null ? "No Title" : request.title(),
                request.description() == null ? "" : request.description(),
                request.image(),
                request.license());
        var problem = creation.problem(wish);
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        try {
            var project = creation.create(wish, caller.id());
            if (request.start()) {
                lifecycle.wake(project);
            }
            return done(new ProjectsCreate.Created(project.projectId()));
        } catch (HomeException failure) {
            return refused(Reason.UNAVAILABLE, failure.getMessage());
        }
    }
}
