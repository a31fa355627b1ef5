package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Deletes the caller's own account: see [DeleteAccount].
///
/// Source: API v2, `accounts/delete`.
@Answers(Replies.StatusSuccess.class)
public record AccountsDelete() implements Request {}
