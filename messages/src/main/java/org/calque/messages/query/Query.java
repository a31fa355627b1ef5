package org.calque.messages.query;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Reads or changes rows of the database in the query language.
///
/// Source: API v1, `query`.
///
/// @param query         an object with one table, or a list of such objects
/// @param changes       accepted; the first snapshot is answered
/// @param multiResponse must not be true
/// @param options       list of options, such as limit and order_by
public record Query(@Required JsonNode query, JsonNode changes, Boolean multiResponse, JsonNode options)
        implements Request {
    /// @param query the answer as JSON text, in the shape of the question
    @JsonTypeName("query")
    public record Result(@JsonRawValue String query, boolean multiResponse, JsonNode options, JsonNode changes)
            implements Reply {}
}
