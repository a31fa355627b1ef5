package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Changes names of the caller's account. What is empty or absent stays as it is.
///
/// Source: API v2, `accounts/set-name`.
///
/// @param username  1 to 39 letters, digits and hyphens, which no other account has
/// @param firstName cut after 254 characters; refused when it looks like a link
/// @param lastName  likewise
/// @param accountId whose names; for site administrators
@Answers(Replies.StatusSuccess.class)
public record AccountsSetName(String username, String firstName, String lastName, String accountId)
        implements Request {}
