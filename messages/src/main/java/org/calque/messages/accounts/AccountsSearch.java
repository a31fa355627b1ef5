package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Searches accounts by name, e-mail address or id, those active last first: see [UserSearch]. The reply is a bare list
/// of [FoundUser].
///
/// Source: API v2, `accounts/search`.
///
/// @param query what to look for
@Answers(value = FoundUser.class, listed = true)
public record AccountsSearch(String query) implements Request {}
