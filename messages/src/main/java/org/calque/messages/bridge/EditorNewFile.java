package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Makes an empty file in a project, or what an empty file of its kind is: a notebook without cells. A file that is
/// there already is left as it is.
///
/// Source: the bridge, `editor.newFile` of a project.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
public record EditorNewFile(String projectId, String path) implements Request {}
