package org.calque.messages.files;

import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Allowed;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Looks for files that the caller has used, by a part of their names, whatever the case. Answers with a bare list.
///
/// Source: API v2, `projects/filename-search`.
///
/// @param search part of the name
@Answers(value = ProjectsFilenameSearch.Item.class, listed = true)
public record ProjectsFilenameSearch(
        @Allowed(longest = 1000) String search) implements Request {
    /// A file, and when the caller last used it.
    public record Item(UUID projectId, String filename, Instant time) {}
}
