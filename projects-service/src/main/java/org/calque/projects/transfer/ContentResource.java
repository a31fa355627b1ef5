package org.calque.projects.transfer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.calque.messages.Stream;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.accesses.AccessLog;
import org.calque.projects.files.FileDoor;

/// The bytes of a file, out and in.
@Path("/streams/projects/files/content")
public class ContentResource {
    private final Streamed streamed;
    private final FileDoor door;
    private final Download download;
    private final Upload upload;
    private final AccessLog accesses;

    ContentResource(Streamed streamed, FileDoor door, Download download, Upload upload, AccessLog accesses) {
        this.streamed = streamed;
        this.door = door;
        this.download = download;
        this.upload = upload;
        this.accesses = accesses;
    }

    @GET
    @RunOnVirtualThread
    public Response read(
            @QueryParam("project_id") String projectId, @QueryParam("path") String path, RoutingContext http) {
        return streamed.answer(Stream.PROJECTS_FILES_READ, http, call -> switch (door.toRead(
                call.caller(), projectId)) {
            case Denied(var why) -> Answer.of(why);
            case Admitted(var project) -> {
                if (path == null || path.isEmpty()) {
                    yield noPath();
                }
                var answer = download.answer(project, path, http);
                if (answer.getStatus() < 300) {
                    accesses.note(call.caller(), project.projectId(), path);
                }
                yield answer;
            }
        });
    }

    @HEAD
    @RunOnVirtualThread
    public Response look(
            @QueryParam("project_id") String projectId, @QueryParam("path") String path, RoutingContext http) {
        return read(projectId, path, http);
    }

    @PUT
    @RunOnVirtualThread
    public Response write(
            @QueryParam("project_id") String projectId,
            @QueryParam("path") String path,
            InputStream body,
            RoutingContext http) {
        return streamed.answer(Stream.PROJECTS_FILES_WRITE, http, call -> switch (door.toWrite(
                call.caller(), projectId)) {
            case Denied(var why) -> Answer.of(why);
            case Admitted(var project) -> {
                if (path == null || path.isEmpty()) {
                    yield noPath();
                }
                var answer = upload.answer(project, path, body, http);
                if (answer.getStatus() < 300) {
                    accesses.note(call.caller(), project.projectId(), path);
                }
                yield answer;
            }
        });
    }

    private static Response noPath() {
        return Answer.refused(400, "path must be specified");
    }
}
