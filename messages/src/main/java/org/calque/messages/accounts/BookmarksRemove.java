package org.calque.messages.accounts;

import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Takes the stars off files of a project that the caller has put there.
///
/// Source: API v2, `bookmarks/remove`.
///
/// @param projectId a project that the caller is on
/// @param type      `starred-files`
/// @param payload   paths relative to the home folder of the project; when absent, nothing changes
@Answers({BookmarksChanged.class, BookmarksRefused.class})
public record BookmarksRemove(String projectId, String type, List<String> payload) implements Request {}
