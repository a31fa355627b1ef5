package org.calque.messages.accounts;

import org.calque.messages.Request;

/// Lists the other sites by which one can sign in here, as a bare list: none.
///
/// Source: API v2, `auth/sso-strategies`.
public record AuthSsoStrategies() implements Request {}
