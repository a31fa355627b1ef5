package org.calque.messages.bridge;

import java.util.List;
import org.calque.messages.Allowed;
import org.calque.messages.Request;

/// Removes files and folders of a project, with all that is in them. What is not there counts as removed.
///
/// Source: the bridge, `system.deleteFiles` of a project.
///
/// @param projectId the project
/// @param paths     relative to the home folder or absolute
public record ProjectDeleteFiles(
        String projectId, @Allowed(most = 1000) List<String> paths) implements Request {}
