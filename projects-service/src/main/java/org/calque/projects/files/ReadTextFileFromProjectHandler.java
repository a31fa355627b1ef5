package org.calque.projects.files;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.projects.ReadTextFileFromProject;
import org.calque.messages.projects.ReadTextFileFromProject.Read;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;
import org.calque.projects.Standing;
import org.calque.projects.files.ManyFiles.Wanted;
import org.calque.projects.files.TextFiles.Failed;

@ApplicationScoped
class ReadTextFileFromProjectHandler implements Handler<ReadTextFileFromProject> {
    private static final String SAME_LENGTH =
            "if project_id is an array, then path must be an array of the same length";

    private final Access access;
    private final TextFiles files;
    private final ManyFiles many;
    private final ReplyMemory memory;
    private final int maxPerCall;

    ReadTextFileFromProjectHandler(
            Access access, TextFiles files, ManyFiles many, ReplyMemory memory, ProjectsConfig config) {
        this.access = access;
        this.files = files;
        this.many = many;
        this.memory = memory;
        this.maxPerCall = config.files().maxPerCall();
    }

    @Override
    public Outcome handle(ReadTextFileFromProject request, Caller caller) {
        var projectId = request.projectId();
        var path = request.path();
        if (projectId.isArray()) {
            return path.isArray() && path.size() == projectId.size()
                    ? readMany(projectId, path, caller)
                    : refused(Reason.INVALID, SAME_LENGTH);
        }
        return path.isTextual()
                ? readOne(projectId.asText(), path.textValue(), caller)
                : refused(Reason.INVALID, "path must be a string when project_id is one project");
    }

    private Outcome readOne(String projectId, String path, Caller caller) {
        return switch (access.toRead(caller, projectId)) {
            case Denied(var why) -> why;
            case Admitted(var project) -> readOne(project, path, caller);
        };
    }

    private Outcome readOne(Standing project, String path, Caller caller) {
        files.use(project, caller);
        try {
            memory.take(files.size(project, path));
            var content = files.read(project, path);
            files.used(project, path, caller);
            return done(new Read(content));
        } catch (Failed failure) {
            return refused(Reason.FAILED, failure.getMessage());
        }
    }

    private Outcome readMany(JsonNode projectIds, JsonNode paths, Caller caller) {
        if (paths.size() > maxPerCall) {
            return refused(Reason.INVALID, "one call may read at most " + maxPerCall + " files");
        }
        List<Wanted> wanted = new ArrayList<>();
        for (var i = 0; i < paths.size(); i++) {
            if (!paths.get(i).isTextual()) {
                return refused(Reason.INVALID, "every path must be a string");
            }
            switch (access.toRead(caller, projectIds.get(i).asText())) {
                case Denied(var why) -> {
                    return why;
                }
                case Admitted(var project) ->
                    wanted.add(new Wanted(project, paths.get(i).textValue()));
            }
        }
        wanted.stream().map(Wanted::project).distinct().forEach(it -> files.use(it, caller));
        var entries = many.read(wanted);
        for (var i = 0; i < wanted.size(); i++) {
            if (entries.get(i).error() == null) {
                files.used(wanted.get(i).project(), wanted.get(i).path(), caller);
            }
        }
        return done(new Read(entries));
    }
}
