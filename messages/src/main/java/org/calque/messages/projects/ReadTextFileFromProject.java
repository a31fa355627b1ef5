package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Reads one text file, or many at once from many projects.
///
/// Source: API v1, `read_text_file_from_project`.
///
/// @param projectId the project, or a list of projects
/// @param path      relative to the home folder or absolute; as many as there are projects when those are a list
public record ReadTextFileFromProject(
        @Required JsonNode projectId, @Required JsonNode path) implements Request {
    /// @param content the text, or for lists one [Entry] per file, in any order
    @JsonTypeName("text_file_read_from_project")
    public record Read(Object content) implements Reply {}

    /// One file of many: its content, or why it could not be read.
    ///
    /// @param path as it was asked for
    public record Entry(String projectId, String path, String content, String error) {}
}
