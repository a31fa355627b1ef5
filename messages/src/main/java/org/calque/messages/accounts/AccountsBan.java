package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Bans an account: its sessions, keys and tokens do not work any longer, and nobody signs in to it.
/// For site administrators.
///
/// Source: API v2, `accounts/ban`.
///
/// @param accountId the account
@Answers(Replies.StatusSuccess.class)
public record AccountsBan(String accountId) implements Request {}
