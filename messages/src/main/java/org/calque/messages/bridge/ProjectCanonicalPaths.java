package org.calque.messages.bridge;

import java.util.List;
import org.calque.messages.Allowed;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Where paths of a project lead when all links are followed, in the same order, relative to the home folder when they
/// lie inside. The last parts of a path need not be there.
///
/// Source: the bridge, `system.canonicalPaths` of a project.
///
/// @param projectId the project
/// @param paths     relative to the home folder or absolute
@Answers(value = String.class, listed = true)
public record ProjectCanonicalPaths(
        String projectId, @Allowed(most = 1000) List<String> paths) implements Request {}
