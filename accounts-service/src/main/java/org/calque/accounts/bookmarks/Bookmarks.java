package org.calque.accounts.bookmarks;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.bookmarks.BookmarkRows.Full;
import org.calque.kit.ProjectAccess;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.BookmarksChanged;
import org.calque.messages.accounts.BookmarksRefused;

/// Stars that somebody puts on files of a project for himself alone, and the rules for them.
@ApplicationScoped
class Bookmarks {
    static final String STARRED_FILES = "starred-files";
    private static final int LONGEST_PATH = 4_096;

    private final BookmarkRows rows;
    private final ProjectAccess access;
    private final int most;

    Bookmarks(BookmarkRows rows, ProjectAccess access, AccountsConfig config) {
        this.rows = rows;
        this.access = access;
        this.most = config.bookmarks().maxPaths();
    }

    /// What somebody is told who may look at the project.
    Outcome open(String projectId, String type, Caller caller, Function<UUID, Outcome> work) {
        if (!caller.isAccount()) {
            return no(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var project = Uuids.parse(projectId);
        if (project.isEmpty()) {
            return no(Reason.INVALID, "project_id must be a valid uuid");
        }
        if (!STARRED_FILES.equals(type)) {
            return no(Reason.INVALID, "type must be " + STARRED_FILES);
        }
        var level = access.ofPeople(caller, List.of(project.get())).get(project.get());
        return level.mayRead()
                ? work.apply(project.get())
                : no(Reason.FORBIDDEN, "user must be a collaborator on the project");
    }

    /// Changes the stars of the caller; those that are not named are left alone where no paths are given.
    Outcome change(
            String projectId,
            String type,
            List<String> paths,
            Caller caller,
            BiConsumer<LinkedHashSet<String>, List<String>> change) {
        return open(projectId, type, caller, project -> {
            var problem = paths == null ? Optional.<String>empty() : problem(paths);
            if (problem.isPresent()) {
                return no(Reason.INVALID, problem.get());
            }
            try {
                if (paths != null) {
                    rows.change(caller.id(), project, type, most, stars -> change.accept(stars, paths));
                }
                return done(new BookmarksChanged(project, type));
            } catch (Full full) {
                return no(Reason.TOO_MANY, "an account may star at most " + most + " files of a project");
            }
        });
    }

    private Optional<String> problem(List<String> paths) {
        if (paths.size() > most) {
            return Optional.of("payload must have at most " + most + " paths");
        }
        if (paths.stream().anyMatch(it -> it.isEmpty() || it.length() > LONGEST_PATH)) {
            return Optional.of("each path of payload must have between 1 and " + LONGEST_PATH + " characters");
        }
        return paths.stream().anyMatch(it -> it.indexOf('\0') >= 0)
                ? Optional.of("no path of payload may contain the character with the code 0")
                : Optional.empty();
    }

    private static Outcome no(Reason reason, String words) {
        return refused(reason, new BookmarksRefused(words));
    }
}
