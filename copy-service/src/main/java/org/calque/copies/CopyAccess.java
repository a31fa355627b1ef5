package org.calque.copies;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.kit.ProjectAccess;
import org.calque.kit.ProjectAccess.Level;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;

/// Who may copy: whoever may read the source project and write to the target project.
@ApplicationScoped
class CopyAccess {
    private static final String NOT_SIGNED_IN = "user must be signed in before accessing projects";
    static final String NO_READ = "ACCESS BLOCKED -- No read access to source project -- ";
    static final String NO_WRITE = "ACCESS BLOCKED -- No write access to target project -- ";

    private final ProjectAccess projects;

    CopyAccess(ProjectAccess projects) {
        this.projects = projects;
    }

    /// Why the caller may not follow or change copies from `source` to `target`; empty when it may. A project
    /// that is null is not asked for, an id that is none is a project that nobody may use.
    Optional<Outcome> refusal(Caller caller, String source, String target) {
        if (!isSomebody(caller)) {
            return Optional.of(refused(Reason.UNAUTHENTICATED, NOT_SIGNED_IN));
        }
        List<UUID> known = Stream.of(Uuids.parse(source), Uuids.parse(target))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Map<UUID, Level> levels = known.isEmpty() ? Map.of() : projects.of(caller, known);
        if (source != null && !level(levels, source).mayRead()) {
            return Optional.of(refused(Reason.FORBIDDEN, NO_READ + source));
        }
        if (target != null && !level(levels, target).mayWrite()) {
            return Optional.of(refused(Reason.FORBIDDEN, NO_WRITE + target));
        }
        return Optional.empty();
    }

    Optional<Outcome> refusal(Caller caller, Copy copy) {
        return refusal(caller, copy.sourceProjectId.toString(), copy.targetProjectId.toString());
    }

    boolean mayWrite(Caller caller, UUID project) {
        return projects.of(caller, List.of(project)).get(project).mayWrite();
    }

    static boolean isSomebody(Caller caller) {
        return caller.isAccount() || caller.isProject();
    }

    private static Level level(Map<UUID, Level> levels, String project) {
        return Uuids.parse(project).map(levels::get).orElse(Level.NONE);
    }
}
