package org.calque.messages.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Forgets texts of a file.
///
/// Source: API v1, `openai_embeddings_remove`.
///
/// @param projectId the project
/// @param path      the file
/// @param data      the texts
@Answers()
public record OpenaiEmbeddingsRemove(
        @Required String projectId,
        @Required String path,
        @Required JsonNode data) implements Request {}
