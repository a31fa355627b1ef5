package org.calque.projects.uploads;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.OptionalLong;
import org.calque.kit.homes.Draft;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Stream;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Room;
import org.calque.projects.files.FileDoor;
import org.calque.projects.transfer.Answer;
import org.calque.projects.transfer.Incoming;
import org.calque.projects.transfer.PieceRange;
import org.calque.projects.transfer.Streamed;
import org.calque.projects.transfer.Turns;

/// The next piece of an upload. What has come of a piece that breaks off is kept: the upload says where to go on.
@Path("/streams/projects/files/uploads/piece")
public class PieceResource {
    private final Streamed streamed;
    private final FileDoor door;
    private final Uploads uploads;
    private final Turns turns;
    private final Room room;
    private final long maxBytes;

    PieceResource(Streamed streamed, FileDoor door, Uploads uploads, Turns turns, Room room, ProjectsConfig config) {
        this.streamed = streamed;
        this.door = door;
        this.uploads = uploads;
        this.turns = turns;
        this.room = room;
        this.maxBytes = config.files().maxUploadBytes();
    }

    @PUT
    @RunOnVirtualThread
    public Response add(
            @QueryParam("project_id") String projectId,
            @QueryParam("upload_id") String uploadId,
            @QueryParam("offset") String offset,
            InputStream body,
            RoutingContext http) {
        return streamed.answer(Stream.PROJECTS_FILES_UPLOADS_PIECE, http, call -> switch (door.toWrite(
                call.caller(), projectId)) {
            case Denied(var why) -> Answer.of(why);
            case Admitted(var project) -> {
                var upload = uploads.find(project, uploadId);
                if (upload.isEmpty()) {
                    yield Answer.refused(404, "no upload with this upload_id; it may have expired");
                }
                var header = http.request().getHeader("Content-Range");
                var range = header == null ? null : PieceRange.of(header);
                var begin = range == null ? number(offset) : OptionalLong.of(range.first());
                if (begin.isEmpty() || header != null && range == null) {
                    yield Answer.refused(
                            400,
                            "say where the piece begins: by offset=, or by Content-Range: bytes <first>-<last>/<size>");
                }
                if (range != null && range.contradicts(upload.get().size())) {
                    yield Answer.refused(400, "Content-Range tells another size than the upload was begun with");
                }
                room.check(
                        project,
                        range == null ? 0 : range.length(),
                        upload.get().path());
                try (var turn = turns.take()) {
                    yield Answer.of(uploads.with(
                            project,
                            upload.get(),
                            draft -> take(
                                    upload.get(),
                                    draft,
                                    begin.getAsLong(),
                                    range == null ? -1 : range.length(),
                                    body)));
                }
            }
        });
    }

    private static OptionalLong number(String text) {
        return text != null && text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private Outcome take(Pending upload, Draft draft, long begin, long length, InputStream body) throws HomeException {
        if (draft.size() != begin) {
            return refused(Reason.CONFLICT, "the next piece begins at byte " + draft.size());
        }
        var all = upload.size() == null ? maxBytes : upload.size();
        var end = new Incoming(body, length < 0 ? all - begin : Math.min(length, all - begin)).into(draft, null);
        if (end == Incoming.End.TOO_LARGE) {
            draft.cutTo(begin);
            return refused(
                    Reason.TOO_LARGE,
                    length >= 0 && begin + length <= all
                            ? "the piece is longer than its Content-Range; it was dropped"
                            : "the file may have at most " + all + " bytes; the piece was dropped");
        }
        draft.sync();
        var state = uploads.prolonged(upload, draft.size());
        return end == Incoming.End.BROKEN_OFF || length >= 0 && draft.size() < begin + length
                ? refused(Reason.INVALID, "the piece broke off; go on at byte " + draft.size())
                : done(state);
    }
}
