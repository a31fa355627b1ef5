package org.calque.messages.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Reads or changes rows of the database in the query language, also for nobody where a table allows it.
///
/// Source: API v2, `user-query`.
///
/// @param query an object with one table, or a list of such objects
@Answers(Replies.Empty.class)
public record UserQuery(JsonNode query) implements Request {
    /// @param query the answer as JSON text, in the shape of the question
    public record Result(@JsonRawValue String query) implements Reply {}
}
