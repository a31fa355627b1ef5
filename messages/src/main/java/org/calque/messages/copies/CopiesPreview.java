package org.calque.messages.copies;

import java.util.List;
import org.calque.messages.Allowed;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists what a copy would change in the target, and changes nothing. Who may copy may ask; the options are
/// those of `projects/copy-path`. What the projects do meanwhile can make the copy itself come out otherwise.
///
/// Source: Calque's own addition to API v2.
///
/// @param path            relative to the home folder of the source project; of a folder, the contents are copied
/// @param srcProjectId    the project to copy from
/// @param targetProjectId the project to copy to
/// @param targetPath      relative to the home folder of the target project; `path` when absent
/// @param overwriteNewer  replace target files also where they are newer; default false
/// @param deleteMissing   delete target files that the source does not have; default false
/// @param exclude         patterns of rsync
/// @param publicId        the public path of the source project in which `path` lies
/// @param limit           changes to list; default 1000
public record CopiesPreview(
        String path,
        String srcProjectId,
        String targetProjectId,
        String targetPath,
        Boolean overwriteNewer,
        Boolean deleteMissing,
        List<String> exclude,
        String publicId,
        @Allowed(from = 1, to = 1000) Long limit)
        implements Request {
    public CopiesPreview {
        targetPath = targetPath == null ? path : targetPath;
        overwriteNewer = Boolean.TRUE.equals(overwriteNewer);
        deleteMissing = Boolean.TRUE.equals(deleteMissing);
        exclude = exclude == null ? List.of() : exclude;
        limit = limit == null ? 1000 : limit;
    }

    /// @param changes  in the order in which they would be made
    /// @param complete whether these are all; there are more when not
    public record Preview(List<Change> changes, boolean complete) implements Reply {}

    /// @param change `create`, `replace`, `delete`, or `touch` when nothing but mode or time would be another
    /// @param type   `file`, `folder`, `link` or `other`; of what is deleted, `folder` or `file`
    /// @param path   relative to the target path, or the name of the one file that is copied; letters that
    ///               cannot be shown are written as a backslash, `#` and three octal digits
    /// @param bytes  how large the source is; of what is deleted 0
    public record Change(String change, String type, String path, long bytes) {}
}
