package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Mails the caller a link that verifies the address of the account.
///
/// Source: API v2, `accounts/send-verification-email`.
@Answers(Replies.StatusSuccess.class)
public record AccountsSendVerificationEmail() implements Request {}
