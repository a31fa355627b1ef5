package org.calque.projects.uploads;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.homes.Draft;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.files.ProjectsFilesUploadsCreate;
import org.calque.messages.files.ProjectsFilesUploadsFinish.Written;
import org.calque.messages.files.UploadState;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Room;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.transfer.Conditions;
import org.calque.projects.transfer.Digest;

/// Files that come in piece by piece. What an upload is stands in the database, what has come of it lies in the
/// project's home: both outlive the service, and the length of the file is how far it is.
@ApplicationScoped
class Uploads {
    private static final int CHUNK = 128 << 10;
    private static final Outcome UNKNOWN =
            refused(Reason.NOT_FOUND, "no upload with this upload_id; it may have expired");

    private final UploadRepository uploads;
    private final Workspaces workspaces;
    private final Room room;
    private final Clock clock;
    private final int perProject;
    private final long maxBytes;
    private final long maxDigestBytes;
    private final Duration kept;
    private final boolean sync;

    Uploads(UploadRepository uploads, Workspaces workspaces, Room room, Clock clock, ProjectsConfig config) {
        this.uploads = uploads;
        this.workspaces = workspaces;
        this.room = room;
        this.clock = clock;
        this.perProject = config.files().uploadsPerProject();
        this.maxBytes = config.files().maxUploadBytes();
        this.maxDigestBytes = config.files().maxDigestBytes();
        this.kept = config.files().uploadsKept();
        this.sync = config.files().syncUploads();
    }

    /// What is done with an upload that is open for one caller.
    interface Work {
        Outcome with(Draft draft) throws HomeException;
    }

    Outcome begin(Standing project, ProjectsFilesUploadsCreate request) throws HomeException {
        var path = request.path();
        if (path == null || path.isEmpty() || path.indexOf('\0') >= 0) {
            return refused(Reason.INVALID, "path must be specified, and hold no NUL");
        }
        if (request.size() != null && request.size() > maxBytes) {
            return refused(Reason.TOO_LARGE, "size is too large; a file may have at most " + maxBytes + " bytes");
        }
        var digest = digest(request.reprDigest());
        if (request.reprDigest() != null && digest.isEmpty()) {
            return wrongDigest();
        }
        room.check(project, request.size() == null ? 0 : request.size(), path);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var upload = new Pending(
                UUID.randomUUID(),
                project.projectId(),
                path,
                request.size(),
                digest.orElse(null),
                request.ifMatch(),
                request.ifNoneMatch(),
                now,
                now.plus(kept));
        if (!uploads.add(upload, perProject)) {
            return refused(
                    Reason.TOO_MANY,
                    "the project has %d unfinished uploads; finish or abandon one".formatted(perProject));
        }
        try (var home = workspaces.home(project)) {
            home.keepDraft(upload.draft());
            home.keptDraft(upload.draft(), path).close(); // tells now when the path can be no file's
        } catch (HomeException failure) {
            drop(project, upload);
            throw failure;
        }
        return done(upload.state(0));
    }

    Optional<Pending> find(Standing project, String uploadId) {
        return Uuids.parse(uploadId).flatMap(id -> uploads.find(project.projectId(), id));
    }

    Outcome state(Standing project, String uploadId) throws HomeException {
        var upload = find(project, uploadId);
        if (upload.isEmpty()) {
            return UNKNOWN;
        }
        try (var home = workspaces.home(project)) {
            var size = home.sizeOfDraft(upload.get().draft());
            return size < 0
                    ? vanished(project, upload.get())
                    : done(upload.get().state(size));
        }
    }

    List<UploadState> of(Standing project) throws HomeException {
        var states = new ArrayList<UploadState>();
        try (var home = workspaces.home(project)) {
            for (var upload : uploads.of(project.projectId())) {
                states.add(upload.state(Math.max(0, home.sizeOfDraft(upload.draft()))));
            }
        }
        return states;
    }

    /// Opens an upload for one caller; another one is told to come later.
    Outcome with(Standing project, Pending upload, Work work) throws HomeException {
        try (var home = workspaces.home(project);
                var draft = home.keptDraft(upload.draft(), upload.path())) {
            return work.with(draft);
        } catch (HomeException failure) {
            if (failure.code() == Errno.EAGAIN) {
                return refused(Reason.CONFLICT, "another request is adding to this upload");
            }
            if (failure.code() == Errno.ENOENT && failure.path().endsWith(upload.draft())) {
                return vanished(project, upload);
            }
            throw failure;
        }
    }

    private Outcome vanished(Standing project, Pending upload) throws HomeException {
        drop(project, upload);
        return refused(Reason.NOT_FOUND, "what had come of this upload was removed from the project; begin anew");
    }

    /// More has come: the upload is waited for again.
    UploadState prolonged(Pending upload, long offset) {
        var later = upload.until(clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(kept));
        uploads.setExpires(upload.id(), later.expires());
        return later.state(offset);
    }

    Outcome finish(Standing project, String uploadId, String reprDigest) throws HomeException {
        var upload = find(project, uploadId);
        if (upload.isEmpty()) {
            return UNKNOWN;
        }
        var told = digest(reprDigest);
        if (reprDigest != null && told.isEmpty()) {
            return wrongDigest();
        }
        var outcome = with(project, upload.get(), draft -> place(upload.get(), draft, told));
        if (outcome instanceof Outcome.Done) {
            drop(project, upload.get());
        }
        return outcome;
    }

    private Outcome place(Pending upload, Draft draft, Optional<byte[]> told) throws HomeException {
        if (upload.size() != null && upload.size() != draft.size()) {
            return refused(
                    Reason.CONFLICT,
                    "%d of %d bytes have come; send the rest first".formatted(draft.size(), upload.size()));
        }
        var isChecked = upload.sha256() != null || told.isPresent();
        var digest = isChecked || draft.size() <= maxDigestBytes ? digest(draft) : null;
        if (upload.sha256() != null && !Digest.same(upload.sha256(), digest)
                || told.isPresent() && !Digest.same(told.get(), digest)) {
            return refused(Reason.FAILED, "what has come is not what its digest tells; nothing has changed");
        }
        if (sync) {
            draft.sync();
        }
        var conditions = new Conditions(upload.ifMatch(), upload.ifNoneMatch(), null, null, null);
        var placed = draft.placeIf(conditions::allowWriting);
        if (placed == null) {
            return refused(Reason.CONFLICT, "the file that is there is not as if_match or if_none_match wants it");
        }
        if (sync) {
            draft.syncName();
        }
        return done(new Written(
                upload.path(), placed.size(), Conditions.etag(placed), digest == null ? null : Digest.header(digest)));
    }

    private static byte[] digest(Draft draft) throws HomeException {
        var digest = Digest.begin();
        var chunk = new byte[CHUNK];
        for (var at = 0L; ; ) {
            var count = draft.read(at, chunk);
            if (count == 0) {
                return digest.digest();
            }
            digest.update(chunk, 0, count);
            at += count;
        }
    }

    private static Optional<byte[]> digest(String header) {
        return header == null ? Optional.empty() : Digest.in(header);
    }

    private static Outcome wrongDigest() {
        return refused(Reason.INVALID, "repr_digest must tell a SHA-256, as sha-256=:<base64>:");
    }

    Outcome abandon(Standing project, String uploadId) throws HomeException {
        var upload = find(project, uploadId);
        if (upload.isEmpty()) {
            return UNKNOWN;
        }
        drop(project, upload.get());
        return done(new org.calque.messages.Replies.Ok());
    }

    private void drop(Standing project, Pending upload) throws HomeException {
        uploads.remove(upload.id());
        try (var home = workspaces.home(project)) {
            home.dropDraft(upload.draft());
        }
    }
}
