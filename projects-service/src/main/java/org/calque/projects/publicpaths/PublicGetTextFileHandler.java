package org.calque.projects.publicpaths;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.files.PublicGetTextFile;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.ReplyMemory;

@ApplicationScoped
class PublicGetTextFileHandler implements Handler<PublicGetTextFile> {
    private final PublicPaths paths;
    private final PublicFiles files;
    private final ReplyMemory memory;
    private final long maxBytes;
    private final long maxInJson;

    PublicGetTextFileHandler(PublicPaths paths, PublicFiles files, ReplyMemory memory, ProjectsConfig config) {
        this.paths = paths;
        this.files = files;
        this.memory = memory;
        this.maxBytes = config.files().maxBytes();
        this.maxInJson = config.maxReplyBytes();
    }

    @Override
    public Outcome handle(PublicGetTextFile request, Caller caller) {
        var published = Uuids.parse(request.projectId()).flatMap(it -> paths.covering(it, request.path(), caller));
        if (published.isEmpty()) {
            return notPublic(request);
        }
        try {
            var content = files.read(published.get(), request.path(), (home, path) -> {
                memory.take(Math.min(home.stat(path).size(), maxBytes));
                return new String(home.read(path, maxBytes), UTF_8);
            });
            return ReplyMemory.inJson(content) > maxInJson
                    ? refused(Reason.TOO_LARGE, "the file holds too many control characters to be sent as text")
                    : done(new PublicGetTextFile.Contents(content));
        } catch (HomeException failure) {
            return failure.code() == Errno.EXDEV
                    ? notPublic(request)
                    : refused(Reason.FAILED, "Error: " + failure.getMessage());
        }
    }

    private static Outcome notPublic(PublicGetTextFile request) {
        return refused(
                Reason.FORBIDDEN,
                "path '%s' of project with id '%s' is not public".formatted(request.path(), request.projectId()));
    }
}
