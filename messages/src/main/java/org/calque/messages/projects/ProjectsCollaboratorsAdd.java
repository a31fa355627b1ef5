package org.calque.messages.projects;

import org.calque.messages.Request;

/// Adds an account to a project as a collaborator.
///
/// Source: API v2, `projects/collaborators/add`.
///
/// @param projectId the project
/// @param accountId whom
public record ProjectsCollaboratorsAdd(String projectId, String accountId) implements Request {}
