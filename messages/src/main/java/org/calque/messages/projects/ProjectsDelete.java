package org.calque.messages.projects;

import org.calque.messages.Request;

/// Marks a project as deleted and stops it; its files stay.
///
/// Source: API v2, `projects/delete`.
///
/// @param projectId the project
public record ProjectsDelete(String projectId) implements Request {}
