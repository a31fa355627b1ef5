package org.calque.projects.urls;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.files.ProjectsCopyUrl;
import org.calque.messages.files.ProjectsCopyUrl.Copied;
import org.calque.messages.files.ProjectsCopyUrl.Response;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Activity;
import org.calque.projects.Room;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.accesses.AccessLog;
import org.calque.projects.files.FileDoor;
import org.calque.projects.transfer.Turns;

@ApplicationScoped
class ProjectsCopyUrlHandler implements Handler<ProjectsCopyUrl> {
    private static final String WRITTEN = "file_written_to_project";

    private final Access access;
    private final Workspaces workspaces;
    private final Room room;
    private final Activity activity;
    private final AccessLog accesses;
    private final Turns turns;
    private final Fetch fetch;

    ProjectsCopyUrlHandler(
            Access access,
            Workspaces workspaces,
            Room room,
            Activity activity,
            AccessLog accesses,
            Turns turns,
            Fetch fetch) {
        this.access = access;
        this.workspaces = workspaces;
        this.room = room;
        this.activity = activity;
        this.accesses = accesses;
        this.turns = turns;
        this.fetch = fetch;
    }

    @Override
    public Outcome handle(ProjectsCopyUrl request, Caller caller) {
        if (request.url() == null || request.url().isBlank()) {
            return refused(Reason.INVALID, "url must be specified");
        }
        var id = Uuids.parse(request.projectId());
        if (id.isEmpty()) {
            return refused(Reason.INVALID, "project_id must be a valid uuid");
        }
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return switch (access.toCollaborate(caller, id.get(), "must be a collaborator on target project")) {
            case Denied(var why) -> why;
            case Admitted(var project) -> copy(project, request, caller);
        };
    }

    private Outcome copy(Standing project, ProjectsCopyUrl request, Caller caller) {
        activity.note(caller, project.projectId());
        try (var turn = turns.take()) {
            var source = Source.of(request.url());
            var path = path(request, source);
            room.check(project, 0, path);
            try (var home = workspaces.home(project);
                    var draft = home.draft(path)) {
                fetch.into(draft, source);
                draft.place();
            }
            accesses.note(caller, project.projectId(), path);
            return done(new Copied(new Response(WRITTEN, caller.requestId())));
        } catch (NotFetched failure) {
            return refused(Reason.FAILED, failure.getMessage());
        } catch (HomeException failure) {
            return FileDoor.refusal(failure);
        }
    }

    private static String path(ProjectsCopyUrl request, Source source) {
        var path = request.path() == null || request.path().isEmpty() ? source.fileName() : request.path();
        return path.endsWith("/") ? path + source.fileName() : path;
    }
}
