package org.calque.projects.files;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;

/// Lets people of a project, and the project by its own key, at its files; viewers may only look. All paths of API v2
/// below `projects/files` come through here. Files need no running project, so none is started.
@ApplicationScoped
public class FileDoor {
    private final Access access;
    private final Activity activity;
    private final Workspaces workspaces;

    FileDoor(Access access, Activity activity, Workspaces workspaces) {
        this.access = access;
        this.activity = activity;
        this.workspaces = workspaces;
    }

    /// What is done in a home, by a caller who may.
    public interface Work {
        Outcome in(Home home, Standing project) throws HomeException;
    }

    public Admission toRead(Caller caller, String projectId) {
        return admit(caller, projectId, true);
    }

    public Admission toWrite(Caller caller, String projectId) {
        return admit(caller, projectId, false);
    }

    private Admission admit(Caller caller, String projectId, boolean onlyLooks) {
        if (!caller.isAccount() && !caller.isProject()) {
            return new Denied(refused(Reason.UNAUTHENTICATED, "must be signed in"));
        }
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            return new Denied(refused(Reason.INVALID, "project_id must be a valid uuid"));
        }
        var admission = access.standing(id.get(), caller)
                .filter(it -> access.isCollaborator(caller, it) || onlyLooks && isViewer(caller, it))
                .map(Access::unlessDeleted)
                .orElseGet(() -> new Denied(refused(
                        Reason.FORBIDDEN,
                        onlyLooks
                                ? "must be on the project to see its files"
                                : "must be a collaborator on the project to change its files")));
        if (admission instanceof Admitted(var project)) {
            activity.note(caller, project.projectId());
        }
        return admission;
    }

    private static boolean isViewer(Caller caller, Standing project) {
        return caller.isAccount() && project.group() != null;
    }

    public Outcome reading(Caller caller, String projectId, Work work) {
        return in(toRead(caller, projectId), work);
    }

    public Outcome writing(Caller caller, String projectId, Work work) {
        return in(toWrite(caller, projectId), work);
    }

    private Outcome in(Admission admission, Work work) {
        return switch (admission) {
            case Denied(var why) -> why;
            case Admitted(var project) -> {
                try (var home = workspaces.home(project)) {
                    yield work.in(home, project);
                } catch (HomeException failure) {
                    yield refusal(failure);
                }
            }
        };
    }

    /// A failure of files as a refusal.
    public static Outcome refusal(HomeException failure) {
        return refused(reason(failure), failure.getMessage());
    }

    private static Reason reason(HomeException failure) {
        return switch (failure.code()) {
            case ENOENT -> Reason.NOT_FOUND;
            case EACCES, EPERM, EXDEV, EROFS -> Reason.FORBIDDEN;
            case EEXIST, ENOTEMPTY, EISDIR, ENOTDIR, EBUSY -> Reason.CONFLICT;
            case EINVAL, ELOOP, ENAMETOOLONG -> Reason.INVALID;
            case EFBIG -> Reason.TOO_LARGE;
            default -> Reason.FAILED;
        };
    }
}
