package org.calque.projects.transfer;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.calque.kit.homes.Draft;
import org.calque.kit.homes.FileInfo;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.files.ProjectsFilesUploadsFinish.Written;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Room;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;

/// Takes a file in: it is written aside, and in its place at once when all of it has come, is what it should be, and
/// what is there is what the caller thinks.
@ApplicationScoped
class Upload {
    private final Workspaces workspaces;
    private final Turns turns;
    private final Room room;
    private final long maxBytes;
    private final boolean sync;

    Upload(Workspaces workspaces, Turns turns, Room room, ProjectsConfig config) {
        this.workspaces = workspaces;
        this.turns = turns;
        this.room = room;
        this.maxBytes = config.files().maxUploadBytes();
        this.sync = config.files().syncUploads();
    }

    Response answer(Standing project, String path, InputStream body, RoutingContext http) throws HomeException {
        var request = http.request();
        var length = request.getHeader("Content-Length");
        if (length != null && length.matches("\\d+") && (length.length() > 18 || Long.parseLong(length) > maxBytes)) {
            return tooLarge();
        }
        var told = request.getHeader("Repr-Digest");
        var expected = told == null ? null : Digest.in(told).orElse(null);
        if (told != null && expected == null) {
            return Answer.refused(400, "Repr-Digest must tell a SHA-256, as sha-256=:<base64>:");
        }
        var conditions = Conditions.of(request);
        try (var turn = turns.take();
                var home = workspaces.home(project)) {
            room.check(project, known(length), path);
            return conditions.allowWriting(present(home, path))
                    ? take(home, path, body, expected, conditions)
                    : conditionFailed();
        }
    }

    /// Nothing, when a client does not tell.
    private static long known(String length) {
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private static FileInfo present(Home home, String path) throws HomeException {
        try {
            return home.stat(path);
        } catch (HomeException failure) {
            if (failure.code() == Errno.ENOENT) {
                return null;
            }
            throw failure;
        }
    }

    private Response take(Home home, String path, InputStream body, byte[] expected, Conditions conditions)
            throws HomeException {
        try (var draft = home.draft(path)) {
            var digest = Digest.begin();
            switch (new Incoming(body, maxBytes).into(draft, digest)) {
                case TOO_LARGE -> {
                    return tooLarge();
                }
                case BROKEN_OFF -> {
                    return Answer.refused(400, "the content broke off; nothing has changed");
                }
                case WHOLE -> {}
            }
            var sha256 = digest.digest();
            if (expected != null && !Digest.same(expected, sha256)) {
                return Answer.refused(400, "the content is not what its Repr-Digest tells; nothing has changed");
            }
            return place(draft, path, sha256, conditions);
        }
    }

    private Response place(Draft draft, String path, byte[] sha256, Conditions conditions) throws HomeException {
        if (sync) {
            draft.sync();
        }
        var isNew = new boolean[1];
        var placed = draft.placeIf(present -> {
            isNew[0] = present == null;
            return conditions.allowWriting(present);
        });
        if (placed == null) {
            return conditionFailed();
        }
        if (sync) {
            draft.syncName();
        }
        var etag = Conditions.etag(placed);
        return Answer.json(isNew[0] ? 201 : 200, new Written(path, placed.size(), etag, Digest.header(sha256)))
                .header("ETag", etag)
                .build();
    }

    private Response tooLarge() {
        return Answer.refused(413, "a file may have at most " + maxBytes + " bytes");
    }

    private static Response conditionFailed() {
        return Answer.refused(412, "the file that is there is not as If-Match or If-None-Match wants it");
    }
}
