package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Gives a file, folder or link another name or folder in the same project, at once. Missing folders are made.
///
/// Source: Calque's own addition to API v2, `projects/files/move`.
///
/// @param projectId the project
/// @param path      what to move, relative to the home folder or absolute
/// @param target    its new path; one that ends in `/` is the folder that it goes into
/// @param replace   whether a file, or an empty folder, that is at the new path is replaced; refused otherwise
@Answers(Replies.Ok.class)
public record ProjectsFilesMove(String projectId, String path, String target, Boolean replace) implements Request {
    public ProjectsFilesMove {
        replace = replace != null && replace;
    }
}
