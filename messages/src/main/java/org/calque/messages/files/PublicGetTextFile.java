package org.calque.messages.files;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Reads a text file that a project has published. A blank key may ask.
///
/// Source: API v1, `public_get_text_file`.
///
/// @param projectId the project
/// @param path      the file, inside a public path
public record PublicGetTextFile(
        @Required String projectId, @Required String path) implements Request {
    @JsonTypeName("public_text_file_contents")
    public record Contents(String data) implements Reply {}
}
