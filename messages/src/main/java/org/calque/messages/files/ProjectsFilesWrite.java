package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Makes the body the content of a file: all of it or nothing. `If-Match` and `If-None-Match` say what must be there
/// before.
///
/// Source: Calque's own addition to API v2, `PUT projects/files/content`.
///
/// @param projectId the project
/// @param path      the file, relative to the home folder or absolute
@Answers(ProjectsFilesUploadsFinish.Written.class)
public record ProjectsFilesWrite(
        @Required String projectId, @Required String path) implements Request {}
