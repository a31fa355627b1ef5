package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.CreateProject;
import org.calque.projects.Creation;
import org.calque.projects.Creation.Wish;
import org.calque.projects.Lifecycle;

@ApplicationScoped
class CreateProjectHandler implements Handler<CreateProject> {
    private final Creation creation;
    private final Lifecycle lifecycle;

    CreateProjectHandler(Creation creation, Lifecycle lifecycle) {
        this.creation = creation;
        this.lifecycle = lifecycle;
    }

    @Override
    public Outcome handle(CreateProject request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "You must be signed in to create a new project.");
        }
        if (caller.limits().projects() != null) {
            return refused(Reason.FORBIDDEN, failed(request, Creation.NOT_FOR_A_LIMITED_KEY));
        }
        var wish = new Wish(request.title(), request.description(), request.image(), request.license());
        var problem = creation.problem(wish);
        if (problem.isPresent()) {
            return refused(Reason.INVALID, failed(request, problem.get()));
        }
        try {
            var project = creation.create(wish, caller.id());
            if (request.start()) {
                lifecycle.wake(project);
            }
            return done(new CreateProject.Created(project.projectId()));
        } catch (HomeException failure) {
            return refused(Reason.UNAVAILABLE, failed(request, failure.getMessage()));
        }
    }

    private static String failed(CreateProject request, String why) {
        var title = request.title().length() <= 100
                ? request.title()
                : request.title().substring(0, 100) + "…";
        return "Failed to create new project '" + title + "' -- " + why;
    }
}
