package org.calque.messages.files;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the uploads of a project that are not finished, as a bare list.
///
/// Source: Calque's own addition to API v2, `projects/files/uploads/list`.
///
/// @param projectId the project
@Answers(value = UploadState.class, listed = true)
public record ProjectsFilesUploadsList(String projectId) implements Request {}
