package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Lists mails that wait or could not be sent, and makes the links that they would carry, so that an administrator can
/// pass a link on by another way. For administrators.
///
/// Source: Calque.
///
/// @param action `get` (also when absent), `link` or `dismiss`
/// @param id     the mail that is meant
@Answers(Replies.Empty.class)
public record AdminMails(String action, Long id) implements Request {
    /// @param response  mails that have not been sent, newest first
    /// @param delivered whether this site sends mail at all
    public record Waiting(List<Mail> response, boolean delivered) implements Reply {}

    /// A mail without its secret, which is made when the mail is sent.
    ///
    /// @param kind  `password_reset`, `forgot_password`, `verify_email`, `invitation`, `added_to_project` or
    ///              `ticket`
    /// @param accountId null for an invitation of somebody who has no account, and for a ticket
    /// @param state `waiting` or `failed`
    /// @param error what the mail server said last
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Mail(
            long id,
            String kind,
            String state,
            UUID accountId,
            String emailAddress,
            Instant created,
            int tries,
            String error) {}

    /// @param link works once, and instead of every earlier one; shown this once
    /// @param expires when it stops to work; absent when it does not
    public record Link(String link, Instant expires) implements Reply {
        @Override
        public String toString() {
            return "link";
        }
    }
}
