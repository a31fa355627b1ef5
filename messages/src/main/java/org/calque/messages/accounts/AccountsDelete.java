package org.calque.messages.accounts;

import org.calque.messages.Request;

/// Deletes the caller's own account: see [DeleteAccount].
///
/// Source: API v2, `accounts/delete`.
public record AccountsDelete() implements Request {}
