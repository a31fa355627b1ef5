package org.calque.projects.transfer;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.calque.kit.homes.FileInfo;
import org.calque.kit.homes.HomeException;
import org.calque.kit.homes.HomeFile;
import org.calque.kit.posix.FileNames;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;

/// Sends a file, or a part of it, a chunk at a time.
@ApplicationScoped
class Download {
    private static final int CHUNK = 128 << 10;

    private final Workspaces workspaces;
    private final Turns turns;
    private final long maxDigestBytes;

    Download(Workspaces workspaces, Turns turns, ProjectsConfig config) {
        this.workspaces = workspaces;
        this.turns = turns;
        this.maxDigestBytes = config.files().maxDigestBytes();
    }

    Response answer(Standing project, String path, RoutingContext http) throws HomeException {
        HomeFile file;
        try (var home = workspaces.home(project)) {
            file = home.file(path);
        }
        var isSent = false;
        try {
            var answer = head(file, path, http);
            if (answer.range() == null || http.request().method().name().equals("HEAD")) {
                return answer.response().build();
            }
            var turn = turns.take();
            isSent = true;
            return answer.response()
                    .entity((StreamingOutput) out -> {
                        try (turn;
                                file) {
                            pour(file, answer.range(), answer.isDigestTold(), out);
                        } catch (IOException | RuntimeException brokenOff) {
                            http.request().connection().close(); // a part must not look like the whole
                            throw brokenOff;
                        }
                    })
                    .build();
        } finally {
            if (!isSent) {
                file.close();
            }
        }
    }

    /// @param range the bytes that follow; null when none do
    private record Head(ResponseBuilder response, ByteRange range, boolean isDigestTold) {}

    private Head head(HomeFile file, String path, RoutingContext http) throws HomeException {
        var info = file.info();
        var request = http.request();
        var conditions = Conditions.of(request);
        if (conditions.failFor(info)) {
            return new Head(
                    Answer.json(412, new Answer.Problem("the file is not the one that If-Match names")), null, false);
        }
        if (conditions.knowAlready(info)) {
            return new Head(described(Response.status(304), info), null, false);
        }
        var part = conditions.allowRange(info) ? ByteRange.asked(request.getHeader("Range"), info.size()) : null;
        if (part != null && part.length() <= 0) {
            return new Head(
                    Answer.json(416, new Answer.Problem("the file has " + info.size() + " bytes"))
                            .header("Content-Range", "bytes */" + info.size()),
                    null,
                    false);
        }
        var range = part == null ? new ByteRange(0, info.size()) : part;
        var response = described(Response.status(part == null ? 200 : 206), info)
                .type("application/octet-stream")
                .header("Content-Disposition", Disposition.attachment(FileNames.shown(nameOf(path))))
                .header("Content-Length", range.length());
        if (part != null) {
            response.header("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.end() - 1, info.size()));
        }
        var tellDigest = Digest.isWanted(request.getHeader("Want-Repr-Digest")) && info.size() <= maxDigestBytes;
        if (tellDigest) {
            response.header("Repr-Digest", Digest.header(digest(file)));
        }
        return new Head(response, range, tellDigest);
    }

    private static ResponseBuilder described(ResponseBuilder response, FileInfo info) {
        return response.header("ETag", Conditions.etag(info))
                .header("Last-Modified", Conditions.date(info.modified()))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-cache");
    }

    private static String nameOf(String path) {
        var name = path.replaceFirst("/+$", "");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static byte[] digest(HomeFile file) throws HomeException {
        var digest = Digest.begin();
        var chunk = new byte[CHUNK];
        for (var at = 0L; at < file.info().size(); ) {
            var count = file.read(at, chunk);
            if (count == 0) {
                break;
            }
            digest.update(chunk, 0, (int) Math.min(count, file.info().size() - at));
            at += count;
        }
        return digest.digest();
    }

    /// @param unchanged whether the file must be the same at the end as at the beginning, as its digest was told
    private static void pour(HomeFile file, ByteRange range, boolean unchanged, OutputStream out) throws IOException {
        var chunk = new byte[(int) Math.min(CHUNK, range.length())];
        for (var at = range.first(); at < range.end(); ) {
            var count = (int) Math.min(file.read(at, chunk), range.end() - at);
            if (count == 0) {
                throw new IOException("the file shrank while it was sent");
            }
            if (unchanged && at + count == range.end() && !file.isUnchanged()) {
                throw new IOException("the file changed while it was sent");
            }
            out.write(chunk, 0, count);
            at += count;
        }
    }
}
