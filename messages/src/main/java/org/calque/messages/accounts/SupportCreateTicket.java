package org.calque.messages.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Asks the people who run this site for help. They get it by mail, and answer by mail. Where no mail is sent, or no
/// address is set for this, it is refused.
///
/// Source: API v2, `support/create-ticket`.
///
/// @param options what is asked: `subject` and `body`; and where they are known `email`, where the answer goes if not
///                to the caller's own address; `type`, such as `problem` or `question`; `url`, the page that it is
///                about; `files`, a list of objects of `project_id` and `path`; `info`, whatever else may help
public record SupportCreateTicket(ObjectNode options) implements Request {
    @Override
    public String toString() {
        return "support/create-ticket";
    }

    /// What the options hold.
    ///
    /// @param subject at most 200 characters
    /// @param body    at most 100 000 characters
    public record Ticket(
            String subject, String body, String email, String type, String url, JsonNode files, JsonNode info)
            implements Request {
        @Override
        public String toString() {
            return "ticket";
        }
    }

    /// @param url writes to those who got it, about this ticket
    public record Created(String url) implements Reply {}
}
