package org.calque.messages.accounts;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;
import org.calque.messages.Required;

/// Takes away a way to sign in that the caller's account has with another site. The message's own `id` says which: the
/// id that the account has there. One that is not linked counts as taken away.
///
/// Source: API v1, `unlink_passport`.
///
/// @param strategy the other site, such as `google`
@Answers(Replies.Success.class)
public record UnlinkPassport(@Required String strategy) implements Request {}
