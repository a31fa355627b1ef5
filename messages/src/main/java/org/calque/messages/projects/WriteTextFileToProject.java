package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Writes a text file. Missing folders are made; an existing file is replaced whole.
///
/// Source: API v1, `write_text_file_to_project`.
///
/// @param projectId the project
/// @param path      relative to the home folder or absolute
/// @param content   the new text, in UTF-8; may be empty
public record WriteTextFileToProject(
        @Required String projectId,
        @Required String path,
        @Required String content) implements Request {
    /// The file is written.
    @JsonTypeName("file_written_to_project")
    public record Written() implements Reply {}
}
