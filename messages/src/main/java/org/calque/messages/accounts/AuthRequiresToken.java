package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Whether a visitor needs a registration token to sign up: a bare `true` or `false`.
///
/// Source: API v2, `auth/requires-token`.
@Answers(Boolean.class)
public record AuthRequiresToken() implements Request {}
