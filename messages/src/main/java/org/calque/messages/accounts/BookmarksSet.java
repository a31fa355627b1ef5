package org.calque.messages.accounts;

import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Says which files of a project have the caller's stars; all others lose theirs.
///
/// Source: API v2, `bookmarks/set`.
///
/// @param projectId a project that the caller is on
/// @param type      `starred-files`
/// @param payload   paths relative to the home folder of the project; when absent, nothing changes
@Answers({BookmarksChanged.class, BookmarksRefused.class})
public record BookmarksSet(String projectId, String type, List<String> payload) implements Request {}
