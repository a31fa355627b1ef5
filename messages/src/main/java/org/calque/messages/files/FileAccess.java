package org.calque.messages.files;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists the files that the caller has used lately.
///
/// Source: API v2, `file-access`.
///
/// @param interval how far back, in the words of PostgreSQL: `1 day` (the default), `3 hours 20 minutes`
public record FileAccess(String interval) implements Request {
    public FileAccess {
        interval = interval == null || interval.isBlank() ? "1 day" : interval;
    }

    /// Ordered by title of the project, then path.
    public record Files(List<Item> files) implements Reply {}

    public record Item(String path, UUID projectId, String title) {}
}
