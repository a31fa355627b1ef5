package org.calque.projects;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// Who may do what to a project. Nothing is remembered: who was removed is out at once.
///
/// A project key acts as its project and may use that one alone. Administrators of the site may use every project
/// through API v1; API v2 lets only people of the project use it, and administrators manage it.
@ApplicationScoped
public class Access {
    private final ProjectRepository projects;

    Access(ProjectRepository projects) {
        this.projects = projects;
    }

    /// Whether a caller is let in, and to what.
    public sealed interface Admission {
        record Admitted(Standing project) implements Admission {}

        record Denied(Outcome why) implements Admission {}
    }

    private enum Deed {
        READ,
        WRITE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// In the words of API v1.
    public Admission toRead(Caller caller, String projectId) {
        return admit(caller, projectId, Deed.READ);
    }

    /// In the words of API v1.
    public Admission toWrite(Caller caller, String projectId) {
        return admit(caller, projectId, Deed.WRITE);
    }

    private Admission admit(Caller caller, String projectId, Deed deed) {
        if (!isSomebody(caller)) {
            return denied(Reason.UNAUTHENTICATED, "user must be signed in before accessing projects");
        }
        var id = Uuids.parse(projectId);
        if (id.isEmpty()) {
            var kind = deed == Deed.READ ? "Read" : "Write";
            return denied(
                    Reason.INVALID,
                    kind + " access denied -- invalid project_id -- '" + shortened(projectId) + "' is no uuid");
        }
        return standing(id.get(), caller)
                .filter(it -> deed == Deed.READ ? mayRead(caller, it) : mayWrite(caller, it))
                .<Admission>map(Access::unlessDeleted)
                .orElseGet(() -> denied(
                        Reason.FORBIDDEN,
                        "User %s does not have %s access to project %s".formatted(caller.id(), deed.word(), id.get())));
    }

    /// For people of the project only, as API v2 has it; `words` is its refusal.
    public Admission toCollaborate(Caller caller, UUID projectId, String words) {
        return standing(projectId, caller)
                .filter(it -> isCollaborator(caller, it))
                .<Admission>map(Access::unlessDeleted)
                .orElseGet(() -> denied(Reason.FORBIDDEN, words));
    }

    /// A project that is deleted waits for being restored.
    public static Admission unlessDeleted(Standing project) {
        return project.isDeleted()
                ? denied(
                        Reason.CONFLICT, "project " + project.projectId() + " is deleted; restore it before you use it")
                : new Admission.Admitted(project);
    }

    /// The project and what the caller is in it; empty when there is no such project.
    public Optional<Standing> standing(UUID projectId, Caller caller) {
        return isSomebody(caller) && caller.limits().allow(projectId)
                ? projects.standing(projectId, caller.id())
                : Optional.empty();
    }

    public boolean mayRead(Caller caller, Standing project) {
        return isWithinLimits(caller, project) && project.group() != null || mayWrite(caller, project);
    }

    /// By the rules of API v1.
    public boolean mayWrite(Caller caller, Standing project) {
        return isCollaborator(caller, project) || isWithinLimits(caller, project) && caller.isAdmin();
    }

    /// The same for an account of which its group in the project is known, and nothing else; null for none.
    public boolean mayWrite(Caller account, UUID projectId, Group group) {
        return account.isAccount()
                && account.limits().allow(projectId)
                && (account.isAdmin() || group != null && group.mayWrite());
    }

    /// An owner or collaborator, or the project itself by its key.
    public boolean isCollaborator(Caller caller, Standing project) {
        return isWithinLimits(caller, project)
                && (caller.isAccount() && project.isCollaborator()
                        || caller.isProject() && caller.id().equals(project.projectId()));
    }

    /// People of the project and administrators; never the project itself.
    public boolean mayManage(Caller caller, Standing project) {
        return isWithinLimits(caller, project) && caller.isAccount() && (project.isCollaborator() || caller.isAdmin());
    }

    /// A key may be limited to some of its owner's projects: all others are not there for it.
    private static boolean isWithinLimits(Caller caller, Standing project) {
        return caller.limits().allow(project.projectId());
    }

    static boolean isSomebody(Caller caller) {
        return caller.isAccount() || caller.isProject();
    }

    private static Admission denied(Reason reason, String words) {
        return new Admission.Denied(refused(reason, words));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
