package org.calque.messages.copies;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Copies a file or folder from one project to another. Only people of the target project may, and only people of the
/// source project, unless what is copied is public.
///
/// Source: API v2, `projects/copy-path`.
///
/// @param path            relative to the home folder of the source project; of a folder, the contents are copied
/// @param srcProjectId    the project to copy from
/// @param targetProjectId the project to copy to
/// @param targetPath      relative to the home folder of the target project; `path` when absent
/// @param overwriteNewer  replace target files also where they are newer; default false
/// @param deleteMissing   delete target files that the source does not have; default false
/// @param backup          keep replaced files under their name with a `~`; default false
/// @param timeout         seconds without any progress after which the copy fails; no limit when absent
/// @param bwlimit         most KiB per second, or with a unit as in `2m`; no limit when absent
/// @param waitUntilDone   answer when the copy has ended; default true
/// @param publicId        the public path of the source project in which `path` lies
public record ProjectsCopyPath(
        String path,
        String srcProjectId,
        String targetProjectId,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        Boolean backup,
        @Unit("seconds") Double timeout,
        JsonNode bwlimit,
        Boolean waitUntilDone,
        String publicId)
        implements Request {
    public ProjectsCopyPath {
        targetPath = targetPath == null ? path : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        backup = Boolean.TRUE.equals(backup);
        waitUntilDone = waitUntilDone == null || waitUntilDone;
    }

    /// The copy is done, or waits its turn.
    ///
    /// @param copyId empty when it is done; else `projects/copy-path-status` follows it
    public record Accepted(String copyId) implements Reply {}
}
