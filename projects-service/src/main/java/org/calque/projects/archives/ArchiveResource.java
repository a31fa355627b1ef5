package org.calque.projects.archives;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.calque.messages.Stream;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.files.FileDoor;
import org.calque.projects.transfer.Answer;
import org.calque.projects.transfer.Streamed;

/// A folder with all that is in it, out and in as a tar archive.
@Path("/streams/projects/files/archive")
public class ArchiveResource {
    private final Streamed streamed;
    private final FileDoor door;
    private final Archives archives;

    ArchiveResource(Streamed streamed, FileDoor door, Archives archives) {
        this.streamed = streamed;
        this.door = door;
        this.archives = archives;
    }

    @GET
    @RunOnVirtualThread
    public Response pack(
            @QueryParam("project_id") String projectId,
            @QueryParam("path") String path,
            @QueryParam("format") String format,
            RoutingContext http) {
        return streamed.answer(Stream.PROJECTS_FILES_PACK, http, call -> switch (door.toRead(
                call.caller(), projectId)) {
            case Denied(var why) -> Answer.of(why);
            case Admitted(var project) ->
                switch (format == null ? "tar" : format) {
                    case "tar" -> archives.pack(project, path == null ? "" : path, false, http);
                    case "tar.gz" -> archives.pack(project, path == null ? "" : path, true, http);
                    default -> Answer.refused(400, "format must be tar or tar.gz");
                };
        });
    }

    @PUT
    @RunOnVirtualThread
    public Response unpack(
            @QueryParam("project_id") String projectId,
            @QueryParam("path") String path,
            InputStream body,
            RoutingContext http) {
        return streamed.answer(Stream.PROJECTS_FILES_UNPACK, http, call -> switch (door.toWrite(
                call.caller(), projectId)) {
            case Denied(var why) -> Answer.of(why);
            case Admitted(var project) -> archives.unpack(project, path == null ? "" : path, body);
        });
    }
}
