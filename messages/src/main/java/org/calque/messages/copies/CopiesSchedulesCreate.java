package org.calque.messages.copies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Copies a file or folder from one project to another again and again, at the times of a cron expression. Each run is
/// a copy like any other; whether its account may still read the one project and write to the other is asked again.
///
/// Only people of both projects may.
///
/// Source: Calque's own addition to API v2, `copies/schedules/create`.
///
/// @param cron           minute, hour, day of the month, month and day of the week, such as `30 6 * * MON-FRI`
/// @param timeZone       whose clock that is, such as `Europe/Berlin`; default `UTC`
/// @param path           relative to the home folder of the source project; of a folder, the contents are copied
/// @param srcProjectId   the project to copy from
/// @param targetProjectId the project to copy to
/// @param targetPath     relative to the home folder of the target project; `path` when absent
/// @param overwriteNewer replace target files also where they are newer; default false
/// @param deleteMissing  delete target files that the source does not have; default false
/// @param backup         keep replaced files under their name with a `~`; default false
/// @param timeout        seconds without progress after which a copy ends; no limit when absent
/// @param bwlimit        most KiB per second, or with a unit as in `2m`; no limit when absent
/// @param exclude        patterns of rsync for what is not copied
@Answers(CopySchedule.class)
public record CopiesSchedulesCreate(
        String cron,
        String timeZone,
        String path,
        String srcProjectId,
        String targetProjectId,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        Boolean backup,
        Double timeout,
        JsonNode bwlimit,
        List<String> exclude)
        implements Request {
    public CopiesSchedulesCreate {
        timeZone = timeZone == null ? "UTC" : timeZone;
        targetPath = targetPath == null ? path : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        backup = Boolean.TRUE.equals(backup);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
    }

    /// The copy that each run is.
    public ProjectsCopyPath copy() {
        return new ProjectsCopyPath(
                path,
                srcProjectId,
                targetProjectId,
                targetPath,
                overwriteNewer,
                deleteMissing,
                backup,
                timeout,
                bwlimit,
                false,
                null);
    }
}
