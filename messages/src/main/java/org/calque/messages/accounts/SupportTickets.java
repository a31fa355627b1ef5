package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists what the caller has asked the people who run this site, the newest first, at most 100. It is kept for as long
/// as mails are, 30 days unless the site is set otherwise.
///
/// Source: API v2, `support/tickets`.
public record SupportTickets() implements Request {
    /// @param tickets the newest first
    public record Listed(List<Ticket> tickets) implements Reply {}

    /// One of them. Whether it was answered is in nobody's hands but theirs.
    ///
    /// @param status how far its mail is: `waiting`, `sent`, `failed` or `dismissed`
    /// @param url    writes to those who got it, about this ticket; absent when no address is set any longer
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ticket(long id, String subject, String description, String status, Instant createdAt, String url) {
        @Override
        public String toString() {
            return "ticket " + id;
        }
    }
}
