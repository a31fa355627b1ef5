package org.calque.projects.exec;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;

/// Who may run commands and see jobs, in the words of `exec`.
@ApplicationScoped
class JobDoor {
    private final Access access;
    private final Jobs jobs;

    JobDoor(Access access, Jobs jobs) {
        this.access = access;
        this.jobs = jobs;
    }

    /// A job that a caller may see, or why not.
    sealed interface Entry {
        record Open(Job job) implements Entry {}

        record Closed(Outcome why) implements Entry {}
    }

    Admission toProject(Caller caller, String projectId) {
        if (caller.isNobody()) {
            return new Denied(refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return new Denied(refused(Reason.INVALID, "invalid account_id or project_id -- all must be valid uuid's"));
        }
        return access.toCollaborate(caller, id.get(), "user must be a collaborator on the project");
    }

    Entry toJob(Caller caller, String projectId, String jobId) {
        return switch (toProject(caller, projectId)) {
            case Denied(var why) -> new Entry.Closed(why);
            case Admitted(var project) ->
                Uuids.parse(jobId)
                        .flatMap(id -> jobs.find(project.projectId(), id))
                        .<Entry>map(Entry.Open::new)
                        .orElseGet(() -> new Entry.Closed(refused(Reason.NOT_FOUND, unknown(jobId))));
        };
    }

    /// Whether a caller who has been let in still would be.
    boolean mayFollow(Caller caller, Job job) {
        return toProject(caller, job.projectId.toString()) instanceof Admitted;
    }

    static String unknown(String jobId) {
        var shown = jobId == null ? "" : jobId;
        return "Async operation '%s' does not exist."
                .formatted(shown.length() <= 100 ? shown : shown.substring(0, 100) + "…");
    }
}
