package org.calque.messages.copies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Copies a file or folder to many projects: a hand-out to a class. Each target gets a copy of its own, which waits,
/// runs,
/// ends and is followed like any other; the group tells of all of them in one list. Targets that the caller may not
/// write to are named in that list and keep no other from its copy.
///
/// Refused as a whole unless the caller is a collaborator on the source project, or what is copied is public. With an
/// `Idempotency-Key` it may be sent again.
///
/// Source: Calque's own addition to API v2.
///
/// @param path             relative to the home folder of the source project; of a folder, the contents are copied
/// @param srcProjectId     the project to copy from
/// @param targetProjectIds the projects to copy to, none of them twice
/// @param targetPath       relative to the home folder of each target project; `path` when absent
/// @param overwriteNewer   replace target files also where they are newer; default false
/// @param deleteMissing    delete target files that the source does not have; default false
/// @param backup           keep replaced files under their name with a `~`; default false
/// @param timeout          seconds without any progress after which a copy fails; no limit when absent
/// @param bwlimit          most KiB per second of each copy, or with a unit as in `2m`; no limit when absent
/// @param exclude          patterns of rsync
/// @param scheduled        when the copies are to start; at once when absent
/// @param publicId         the public path of the source project in which `path` lies
public record CopiesGroupsCreate(
        String path,
        String srcProjectId,
        List<String> targetProjectIds,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        Boolean backup,
        Double timeout,
        JsonNode bwlimit,
        List<String> exclude,
        JsonNode scheduled,
        String publicId)
        implements Request {
    public CopiesGroupsCreate {
        targetPath = targetPath == null ? path : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        backup = Boolean.TRUE.equals(backup);
        exclude = exclude == null ? List.of() : exclude;
    }

    /// @param groupId `copies/groups/get` tells of it
    /// @param targets how many there are
    /// @param refused how many of them the caller may not write to
    public record Created(UUID groupId, int targets, int refused) implements Reply {}
}
