package org.calque.messages.accounts;

import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Says which files of a project have the caller's stars.
///
/// Source: API v2, `bookmarks/get`.
///
/// @param projectId a project that the caller is on
/// @param type      `starred-files`
@Answers(BookmarksRefused.class)
public record BookmarksGet(String projectId, String type) implements Request {
    /// @param stars paths relative to the home folder of the project, in the order in which they got their stars
    public record Starred(String type, UUID projectId, List<String> stars, String status) implements Reply {
        public Starred(String type, UUID projectId, List<String> stars) {
            this(type, projectId, stars, "success");
        }
    }
}
