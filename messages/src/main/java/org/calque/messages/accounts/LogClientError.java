package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Keeps an error that a client saw, for the administrators of the site.
///
/// Source: API v1, `log_client_error`.
///
/// @param error the error as the client describes it
@Answers(Replies.Success.class)
public record LogClientError(@Required String error) implements Request {}
