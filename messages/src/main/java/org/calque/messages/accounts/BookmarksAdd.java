package org.calque.messages.accounts;

import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Puts stars on files of a project, for the caller alone. A file that has one keeps its place among them.
///
/// Source: API v2, `bookmarks/add`.
///
/// @param projectId a project that the caller is on
/// @param type      `starred-files`
/// @param payload   paths relative to the home folder of the project; when absent, nothing changes
@Answers({BookmarksChanged.class, BookmarksRefused.class})
public record BookmarksAdd(String projectId, String type, List<String> payload) implements Request {}
