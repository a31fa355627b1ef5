package org.calque.messages.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Asks a language model.
///
/// Source: API v1, `chatgpt`.
///
/// @param text      the question
/// @param system    instructions to the model
/// @param history   messages before this one, each with role and content
/// @param projectId project the question is about
/// @param path      file the question is about
/// @param model     which model
/// @param tag       a name for statistics
/// @param stream    accepted; the whole text is answered at once
@Answers()
public record Chatgpt(
        @Required String text,
        String system,
        JsonNode history,
        String projectId,
        String path,
        String model,
        String tag,
        Boolean stream)
        implements Request {}
