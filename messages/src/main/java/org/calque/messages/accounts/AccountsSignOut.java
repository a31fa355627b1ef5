package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Ends the session of the call and clears its cookies. API keys stay.
///
/// Source: API v2, `accounts/sign-out`.
///
/// @param all ends every session of the account
@Answers(Replies.StatusSuccess.class)
public record AccountsSignOut(Boolean all) implements Request {}
