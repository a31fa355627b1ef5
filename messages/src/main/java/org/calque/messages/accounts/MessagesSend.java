package org.calque.messages.accounts;

import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Sends a message to accounts of this site. Only its writer and those whom it names can read it.
///
/// Source: API v2, `messages/send`, and the function `messages.send` of the bridge.
///
/// @param toIds   ids or e-mail addresses of accounts; the caller's own when absent
/// @param subject a line of text
/// @param body    Markdown
/// @param replyId a message that the caller has sent or received, and that this one answers
public record MessagesSend(List<String> toIds, String subject, String body, Long replyId) implements Request {
    @Override
    public String toString() {
        return "message";
    }

    /// @param id of the message, greater than zero
    public record Sent(String status, int id) implements Reply {
        public Sent(int id) {
            this("success", id);
        }
    }
}
