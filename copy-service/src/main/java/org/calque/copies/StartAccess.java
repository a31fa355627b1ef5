package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.ProjectAccess.Level;
import org.calque.kit.ServiceTokens;

/// Whether who scheduled a copy may still have it, now that it starts. Their token is over by then, so this service
/// asks in its own name.
///
/// Administrators of the site are not asked for again: nothing in the projects says what they may.
@ApplicationScoped
class StartAccess {
    private final LevelDesk levels;
    private final PublicPaths publicPaths;
    private final ServiceTokens tokens;

    StartAccess(LevelDesk levels, PublicPaths publicPaths, ServiceTokens tokens) {
        this.levels = levels;
        this.publicPaths = publicPaths;
        this.tokens = tokens;
    }

    /// Why the copy must not be made any more; empty when it may.
    ///
    /// @throws org.calque.kit.Unavailable when projects-service does not say
    Optional<String> refusal(Claimed job) throws InterruptedException {
        if (!job.isAskedAgain()) {
            return Optional.empty();
        }
        var may = levels.ofAccount(job.account(), List.of(job.sourceProjectId(), job.targetProjectId()));
        if (!level(may, job.targetProjectId(), job).mayWrite()) {
            return Optional.of(CopyAccess.NO_WRITE + job.targetProjectId());
        }
        if (job.isPublic()) {
            return publicPaths.isPublic(tokens.caller(), job.sourceProjectId(), job.sourcePath())
                    ? Optional.empty()
                    : Optional.of(PublicPaths.notPublic(job.sourcePath(), job.sourceProjectId()));
        }
        return level(may, job.sourceProjectId(), job).mayRead()
                ? Optional.empty()
                : Optional.of(CopyAccess.NO_READ + job.sourceProjectId());
    }

    /// What a project has asked for by a key of its own, it may do in itself.
    private static Level level(Map<UUID, Level> levels, UUID project, Claimed job) {
        return project.equals(job.account()) ? Level.WRITE : levels.get(project);
    }
}
