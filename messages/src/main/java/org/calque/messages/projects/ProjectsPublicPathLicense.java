package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Puts the licence of a public path, where it has one, on a project of the caller's: as one does who makes a project
/// of what was published. Done twice, it is as done once.
///
/// Source: API v2, `projects/public-path-license`. Refused unless the caller is on the project.
///
/// @param projectId    the project that gets the licence
/// @param publicPathId SHA-1 of project id and path of what is published, 40 hexadecimal digits
@Answers(Replies.Empty.class)
public record ProjectsPublicPathLicense(String projectId, String publicPathId) implements Request {}
