package org.calque.copies;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.copies.CopyPathStatus;
import org.calque.messages.copies.CopyPathStatus.Progress;

/// One copy as clients asked for it and may follow it. Its way through the queue is [CopyQueue]'s, in plain SQL: the
/// columns of workers and leases are not mapped here.
@Entity
@Table(name = "copy_paths")
class Copy {
    @Id
    UUID id;

    /// Order among copies of the same time; given by the database.
    @Column(insertable = false, updatable = false)
    Long seq;

    Instant time;

    @Column(name = "source_project_id")
    UUID sourceProjectId;

    @Column(name = "source_path", columnDefinition = "text")
    String sourcePath;

    @Column(name = "target_project_id")
    UUID targetProjectId;

    @Column(name = "target_path", columnDefinition = "text")
    String targetPath;

    @Column(name = "overwrite_newer")
    boolean overwriteNewer;

    @Column(name = "delete_missing")
    boolean deleteMissing;

    boolean backup;

    @Column(name = "public")
    boolean isPublic;

    Double timeout;

    @Column(columnDefinition = "text")
    String bwlimit;

    @Column(columnDefinition = "text[]")
    String[] exclude;

    Instant scheduled;
    Instant due;

    @Column(name = "queued_at")
    Instant queuedAt;

    Instant started;
    Instant finished;

    @Column(columnDefinition = "text")
    String error;

    Instant expire;

    /// How often it was put off because of what may pass; while it waits for its next attempt, that is `due`.
    @Column(insertable = false, updatable = false)
    int postponed;

    @Column(name = "progress_bytes", insertable = false, updatable = false)
    Long progressBytes;

    @Column(name = "progress_files", insertable = false, updatable = false)
    Long progressFiles;

    @Column(name = "progress_percent", insertable = false, updatable = false)
    Short progressPercent;

    @Column(name = "deleted_at")
    Instant deletedAt;

    @Column(name = "requested_by")
    UUID requestedBy;

    @Column(name = "as_admin")
    boolean asAdmin;

    @Column(name = "request_id", columnDefinition = "text")
    String requestId;

    /// Of which schedule it is a run; null when it was asked for once.
    @Column(name = "schedule_id")
    UUID scheduleId;

    /// A copy that was just asked for: queued at once, or waiting for its time when it is still to come.
    static Copy wished(CopyWish wish, Caller caller, Instant now, Duration keep) {
        var copy = wished(wish, caller.id(), caller.requestId(), now, keep);
        copy.asAdmin = caller.isAdmin();
        return copy;
    }

    /// The run of a schedule whose time has come.
    static Copy ofRun(Schedule schedule, Instant time, Instant now, Duration keep) {
        var copy = wished(schedule.wish().at(time), schedule.account(), "schedule " + schedule.id(), now, keep);
        copy.scheduleId = schedule.id();
        return copy;
    }

    private static Copy wished(CopyWish wish, UUID account, String requestId, Instant now, Duration keep) {
        var copy = new Copy();
        copy.id = UUID.randomUUID();
        copy.time = now.truncatedTo(ChronoUnit.MILLIS);
        copy.sourceProjectId = wish.source();
        copy.sourcePath = wish.sourcePath();
        copy.targetProjectId = wish.target();
        copy.targetPath = targetPath(wish);
        copy.overwriteNewer = wish.overwriteNewer();
        copy.deleteMissing = wish.deleteMissing();
        copy.backup = wish.backup();
        copy.isPublic = wish.isPublic();
        copy.timeout = wish.timeout();
        copy.bwlimit = wish.bwlimit();
        copy.exclude = wish.exclude().isEmpty() ? null : wish.exclude().toArray(String[]::new);
        copy.scheduled = wish.scheduled();
        copy.due = copy.scheduled != null && copy.scheduled.isAfter(copy.time) ? copy.scheduled : copy.time;
        copy.queuedAt = copy.waitsForItsTime() ? null : copy.time;
        copy.expire = copy.due.plus(keep);
        copy.requestedBy = account;
        copy.requestId = requestId;
        return copy;
    }

    /// A target path that was left out is the source path; given as the source project sees it, it means the
    /// same place in the target project.
    private static String targetPath(CopyWish wish) {
        var sourceHome = "/projects/" + wish.source() + "/";
        var path = wish.targetPath();
        return path != null && path.equals(wish.sourcePath()) && path.startsWith(sourceHome)
                ? path.substring(sourceHome.length())
                : path;
    }

    boolean waitsForItsTime() {
        return due.isAfter(time);
    }

    CopyPathStatus.Row row() {
        return new CopyPathStatus.Row(
                id,
                time,
                sourceProjectId,
                sourcePath,
                targetProjectId,
                targetPath,
                overwriteNewer,
                deleteMissing,
                backup,
                started,
                finished,
                scheduled,
                error,
                exclude == null ? null : List.of(exclude),
                attempts(),
                nextAttempt(),
                progress());
    }

    /// How often it was tried; null when it never had to be tried again.
    Integer attempts() {
        return postponed == 0 ? null : postponed + (started == null ? 0 : 1);
    }

    /// When it is tried again; null when it runs, waits its turn, has ended, or was never tried.
    Instant nextAttempt() {
        return postponed > 0 && queuedAt == null && finished == null ? due : null;
    }

    /// How far it is; null when it does not run, or nothing is known yet.
    Progress progress() {
        return started == null || finished != null || progressBytes == null
                ? null
                : new Progress(
                        progressBytes, progressFiles, progressPercent == null ? null : progressPercent.intValue());
    }
}
