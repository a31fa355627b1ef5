package org.calque.messages.projects;

import org.calque.messages.Request;

/// Starts a project and waits until it runs.
///
/// Source: API v2, `projects/start`.
///
/// @param projectId the project
public record ProjectsStart(String projectId) implements Request {}
