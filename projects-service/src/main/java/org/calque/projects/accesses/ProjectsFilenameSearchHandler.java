package org.calque.projects.accesses;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.files.ProjectsFilenameSearch;

@ApplicationScoped
class ProjectsFilenameSearchHandler implements Handler<ProjectsFilenameSearch> {
    private final UsedFiles files;

    ProjectsFilenameSearchHandler(UsedFiles files) {
        this.files = files;
    }

    @Override
    public Outcome handle(ProjectsFilenameSearch request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var search = request.search();
        if (search == null || search.isBlank()) {
            return refused(Reason.INVALID, "search must be specified");
        }
        if (search.indexOf('\0') >= 0) {
            return refused(Reason.INVALID, "search must hold no NUL");
        }
        return done(new Bare(files.named(search, caller)));
    }
}
