package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Where a path of a project leads when all links are followed: a bare text, relative to the home folder when it lies
/// inside.
///
/// Source: the bridge, `system.realpath` of a project.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
@Answers(String.class)
public record ProjectRealpath(String projectId, String path) implements Request {}
