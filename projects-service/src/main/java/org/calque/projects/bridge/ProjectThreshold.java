package org.calque.projects.bridge;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.Threshold;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Lifecycle;
import org.calque.projects.Standing;
import org.calque.projects.runtime.RuntimeUnavailable;

/// Whoever calls a function of a project works on it, or is the project itself; and the project runs from then on.
@ApplicationScoped
class ProjectThreshold implements Threshold {
    private static final String NOT_MINE = "user must be a collaborator on the project";

    private final Access access;
    private final Activity activity;
    private final Lifecycle lifecycle;

    ProjectThreshold(Access access, Activity activity, Lifecycle lifecycle) {
        this.access = access;
        this.activity = activity;
        this.lifecycle = lifecycle;
    }

    @Override
    public Optional<Outcome> refusal(Caller caller, UUID projectId) {
        return switch (access.toCollaborate(caller, projectId, NOT_MINE)) {
            case Denied(var why) -> Optional.of(why);
            case Admitted(var project) -> start(project, caller);
        };
    }

    private Optional<Outcome> start(Standing project, Caller caller) {
        activity.note(caller, project.projectId());
        try {
            lifecycle.start(project);
            return Optional.empty();
        } catch (RuntimeUnavailable unavailable) {
            return Optional.of(refused(Reason.UNAVAILABLE, unavailable.getMessage()));
        }
    }
}
