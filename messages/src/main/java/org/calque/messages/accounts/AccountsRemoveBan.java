package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Lifts the ban of an account. Its keys work again; its sessions have ended.
/// For site administrators.
///
/// Source: API v2, `accounts/remove-ban`.
///
/// @param accountId the account
@Answers(Replies.StatusSuccess.class)
public record AccountsRemoveBan(String accountId) implements Request {}
