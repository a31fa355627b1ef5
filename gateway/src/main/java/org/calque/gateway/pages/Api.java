package org.calque.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The paths of API v2, called on behalf of whoever looks at a page. What pages do, clients can do too.
public interface Api {
    /// Waits for the answer. Services that do not answer end the page with a refusal.
    ///
    /// @param path below `/api/v2/`
    Reply call(String path, Map<String, ?> parameters);

    /// What accounts-service offers to pages alone.
    Reply callForPages(String path, Map<String, ?> parameters);

    /// The same calls by nobody, as by those who are about to sign in.
    Api asNobody();

    /// The same calls by whoever has just been signed in by this reply.
    Api signedInBy(Reply reply);

    /// @param cookies what the service wants the browser to remember, as it is in the headers
    record Reply(JsonNode json, List<String> cookies) {
        /// Why the service refused, in its words.
        public Optional<String> error() {
            var error = json.path("error");
            return error.isTextual() ? Optional.of(error.textValue()) : Optional.empty();
        }
    }
}
