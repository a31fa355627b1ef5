package org.calque.messages.bridge;

import java.util.List;
import org.calque.messages.Allowed;
import org.calque.messages.Request;

/// Moves files and folders of a project into a folder, one after the other until one cannot be moved.
///
/// Source: the bridge, `system.moveFiles` of a project.
///
/// @param projectId the project
/// @param paths     what to move, relative to the home folder or absolute
/// @param dest      the folder
public record ProjectMoveFiles(
        String projectId, @Allowed(most = 1000) List<String> paths, String dest) implements Request {}
