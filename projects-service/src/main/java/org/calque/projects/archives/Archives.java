package org.calque.projects.archives;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.calque.kit.homes.Folder;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.messages.files.ProjectsFilesUnpack.Unpacked;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Room;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.archives.Unpacking.Refused;
import org.calque.projects.transfer.Answer;
import org.calque.projects.transfer.Disposition;
import org.calque.projects.transfer.Turns;

/// Packs and unpacks folders of projects, in this process and through [Home]: no archive is ever held in memory or on
/// the disk.
@ApplicationScoped
class Archives {
    private static final int BUFFER = 64 << 10;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Workspaces workspaces;
    private final Turns turns;
    private final Room room;
    private final Asides asides;
    private final int maxEntries;
    private final long maxBytes;

    Archives(Workspaces workspaces, Turns turns, Room room, Asides asides, ProjectsConfig config) {
        this.workspaces = workspaces;
        this.turns = turns;
        this.room = room;
        this.asides = asides;
        this.maxEntries = config.files().maxArchiveEntries();
        this.maxBytes = config.files().maxArchiveBytes();
    }

    Response pack(Standing project, String path, boolean compressed, RoutingContext http) throws HomeException {
        var isSent = false;
        var turn = turns.take();
        Folder folder = null;
        try {
            try (var home = workspaces.home(project)) {
                try (var counted = home.folder(path)) {
                    Packing.count(counted, budget(), 0);
                }
                folder = home.folder(path);
            }
            isSent = true;
            var packed = folder;
            return Response.ok((StreamingOutput) out -> {
                        try (turn;
                                packed) {
                            pack(packed, compressed, out);
                        } catch (IOException | RuntimeException brokenOff) {
                            http.request().connection().close(); // a part must not look like the whole
                            throw brokenOff;
                        }
                    })
                    .type(compressed ? "application/gzip" : "application/x-tar")
                    .header("Content-Disposition", Disposition.attachment(name(project, path, compressed)))
                    .header("Cache-Control", "private, no-cache")
                    .build();
        } finally {
            if (!isSent) {
                turn.close();
            }
        }
    }

    private void pack(Folder folder, boolean compressed, OutputStream out) throws IOException {
        var stream = compressed ? new GZIPOutputStream(out, BUFFER) : out;
        var packing = new Packing(stream, budget());
        packing.add(folder, "", 0);
        packing.finish();
        if (stream instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
        out.flush();
    }

    private static String name(Standing project, String path, boolean compressed) {
        var folder = path.replaceFirst("/+$", "");
        var name = folder.substring(folder.lastIndexOf('/') + 1);
        var isHome = name.isEmpty() || name.equals(".");
        return (isHome ? project.projectId().toString() : name) + (compressed ? ".tar.gz" : ".tar");
    }

    Response unpack(Standing project, String path, InputStream body) throws HomeException {
        try (var turn = turns.take();
                var home = workspaces.home(project)) {
            room.check(project, 0, path);
            home.makeFolders(path);
            try (var target = home.within(path)) {
                var id = asides.begin(project.projectId(), path);
                try {
                    return unpack(target, Asides.name(id), body);
                } finally {
                    asides.end(id);
                }
            }
        }
    }

    private Response unpack(Home target, String aside, InputStream body) throws HomeException {
        target.makeFolders(aside);
        try (var folder = target.within(aside)) {
            var budget = budget();
            new Unpacking(folder, budget).unpack(plain(body));
            new Arrival(target, aside).move();
            return Answer.json(200, new Unpacked(budget.entries(), budget.bytes()))
                    .build();
        } catch (Refused refused) {
            return Answer.refused(422, refused.getMessage() + "; nothing has changed");
        } finally {
            target.removeAll(aside, () -> true);
        }
    }

    private static InputStream plain(InputStream body) throws Refused {
        var buffered = new BufferedInputStream(body, BUFFER);
        try {
            buffered.mark(2);
            var magic = buffered.read() << 8 | buffered.read();
            buffered.reset();
            return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
        } catch (IOException unreadable) {
            throw new Refused("the archive cannot be read: " + unreadable.getMessage());
        }
    }

    private Budget budget() {
        return new Budget(maxEntries, maxBytes);
    }
}
