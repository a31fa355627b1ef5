package org.calque.messages.copies;

import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;
import org.calque.messages.Unit;

/// Copies a file or folder that a project has published, or that lies inside a folder that it has published, and
/// answers when the copy has ended. The caller needs no access to the source project.
///
/// Source: API v1 until 2025, `copy_public_path_between_projects`.
///
/// @param srcProjectId    the project that has published it
/// @param srcPath         relative to the home folder of the source project; of a folder, the contents are copied
/// @param targetProjectId the project to copy to, which the caller may write to
/// @param targetPath      relative to the home folder of the target project; `src_path` when absent
/// @param overwriteNewer  replace target files also where they are newer; default false
/// @param deleteMissing   delete target files that the source does not have; default false
/// @param backup          keep replaced files under their name with a `~`; default false
/// @param timeout         seconds without any progress after which the copy fails; no limit when absent
/// @param exclude         patterns of rsync that name what is left out
@Answers(Replies.Success.class)
public record CopyPublicPathBetweenProjects(
        @Required String srcProjectId,
        @Required String srcPath,
        @Required String targetProjectId,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        Boolean backup,
        @Unit("seconds") Double timeout,
        List<String> exclude)
        implements Request {
    public CopyPublicPathBetweenProjects {
        targetPath = targetPath == null ? srcPath : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        backup = Boolean.TRUE.equals(backup);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
    }
}
