package org.calque.copies;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.copies.CopiesGroupsCreate;
import org.calque.messages.copies.CopiesPreview;
import org.calque.messages.copies.CopiesSchedulesCreate;
import org.calque.messages.copies.CopyPathBetweenProjects;
import org.calque.messages.copies.CopyPublicPathBetweenProjects;
import org.calque.messages.copies.ProjectsCopyPath;

/// What a client wants to be copied, whichever call it used. The ids are valid, the rest is still to be checked.
///
/// @param timeout   seconds without progress; null for no limit
/// @param bwlimit   as rsync wants it; null for no limit
/// @param scheduled when it is to start; null for at once
/// @param isPublic  the source was let be read because it is public, and for no other reason
record CopyWish(
        UUID source,
        String sourcePath,
        UUID target,
        String targetPath,
        boolean overwriteNewer,
        boolean deleteMissing,
        boolean backup,
        Double timeout,
        String bwlimit,
        List<String> exclude,
        Instant scheduled,
        boolean isPublic) {

    static CopyWish of(CopyPathBetweenProjects request, Instant scheduled) {
        return new CopyWish(
                UUID.fromString(request.srcProjectId()),
                request.srcPath(),
                UUID.fromString(request.targetProjectId()),
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                request.backup(),
                request.timeout(),
                null,
                request.exclude(),
                scheduled,
                false);
    }

    static CopyWish of(CopyPublicPathBetweenProjects request) {
        return new CopyWish(
                UUID.fromString(request.srcProjectId()),
                request.srcPath(),
                UUID.fromString(request.targetProjectId()),
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                request.backup(),
                request.timeout(),
                null,
                request.exclude(),
                null,
                true);
    }

    /// What each run of a schedule copies.
    static CopyWish of(CopiesSchedulesCreate request) {
        var once = of(request.copy());
        return once.with(once.target, request.exclude(), null);
    }

    /// The same at another time.
    CopyWish at(Instant time) {
        return with(target, exclude, time);
    }

    static CopyWish of(ProjectsCopyPath request) {
        return new CopyWish(
                UUID.fromString(request.srcProjectId()),
                request.path(),
                UUID.fromString(request.targetProjectId()),
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                request.backup(),
                request.timeout(),
                text(request.bwlimit()),
                List.of(),
                null,
                request.publicId() != null);
    }

    /// What each target of a group is to get.
    static CopyWish of(CopiesGroupsCreate request, Instant scheduled) {
        return new CopyWish(
                UUID.fromString(request.srcProjectId()),
                request.path(),
                null,
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                request.backup(),
                request.timeout(),
                text(request.bwlimit()),
                request.exclude(),
                scheduled,
                request.publicId() != null);
    }

    static CopyWish of(CopiesPreview request) {
        return new CopyWish(
                UUID.fromString(request.srcProjectId()),
                request.path(),
                UUID.fromString(request.targetProjectId()),
                request.targetPath(),
                request.overwriteNewer(),
                request.deleteMissing(),
                false,
                null,
                null,
                request.exclude(),
                null,
                request.publicId() != null);
    }

    /// The same for another target.
    CopyWish into(UUID project) {
        return with(project, exclude, scheduled);
    }

    private CopyWish with(UUID target, List<String> exclude, Instant scheduled) {
        return new CopyWish(
                source,
                sourcePath,
                target,
                targetPath,
                overwriteNewer,
                deleteMissing,
                backup,
                timeout,
                bwlimit,
                exclude,
                scheduled,
                isPublic);
    }

    private static String text(JsonNode bwlimit) {
        return bwlimit == null || bwlimit.isNull() ? null : bwlimit.asText();
    }
}
