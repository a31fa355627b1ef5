package org.calque.messages.copies;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Copies a file or folder from one project to another, now or later.
///
/// Refused unless the caller may read the source project and write to the target.
///
/// Source: API v1, `copy_path_between_projects`.
///
/// @param srcProjectId    the project to copy from, which the caller may read
/// @param srcPath         relative to the home folder of the source project; of a folder, the contents are copied
/// @param targetProjectId the project to copy to, which the caller may write to
/// @param targetPath      relative to the home folder of the target project; `src_path` when absent
/// @param overwriteNewer  replace target files also where they are newer; default false
/// @param deleteMissing   delete target files that the source does not have; default false
/// @param backup          keep replaced files under their name with a `~`; default false
/// @param timeout         seconds without any progress after which the copy fails; no limit when absent
/// @param waitUntilDone   answer when the copy has ended; default false
/// @param scheduled       time at which the copy is to start; it is then never waited for
/// @param exclude         patterns of rsync that name what is left out
@Answers(Replies.Success.class)
public record CopyPathBetweenProjects(
        @Required String srcProjectId,
        @Required String srcPath,
        @Required String targetProjectId,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        Boolean backup,
        @Unit("seconds") Double timeout,
        Boolean waitUntilDone,
        JsonNode scheduled,
        List<String> exclude)
        implements Request {
    public CopyPathBetweenProjects {
        targetPath = targetPath == null ? srcPath : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        backup = Boolean.TRUE.equals(backup);
        waitUntilDone = Boolean.TRUE.equals(waitUntilDone);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
    }

    /// The copy waits its turn; `copy_path_status` follows it by `copyPathId`.
    @JsonTypeName("copy_path_between_projects_response")
    public record Queued(UUID copyPathId, String note) implements Reply {
        public Queued(UUID copyPathId) {
            this(
                    copyPathId,
                    "Query copy_path_status with the copy_path_id to learn if the copy operation was successful.");
        }
    }
}
