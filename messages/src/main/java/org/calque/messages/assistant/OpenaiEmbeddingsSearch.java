package org.calque.messages.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Finds texts that are near in meaning.
///
/// Source: API v1, `openai_embeddings_search`.
///
/// @param scope    where to look
/// @param text     what to look for
/// @param filter   restriction
/// @param limit    how many at most
/// @param selector fields wanted
/// @param offset   where to go on
@Answers()
public record OpenaiEmbeddingsSearch(
        @Required JsonNode scope,
        String text,
        JsonNode filter,
        @Required Long limit,
        JsonNode selector,
        JsonNode offset)
        implements Request {}
