package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Takes away a way to sign in that the caller's account has with another site.
///
/// Source: API v2, `auth/unlink-strategy`.
///
/// @param name the site and the id that the account has there, such as `google-12345`
@Answers(Replies.Ok.class)
public record AuthUnlinkStrategy(String name) implements Request {}
