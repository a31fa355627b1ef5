package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Puts a star on a public path, once for each account.
///
/// Source: API v2, `public-paths/star`.
///
/// @param id SHA-1 of project id and path, 40 hexadecimal digits
@Answers(Replies.Empty.class)
public record PublicPathsStar(String id) implements Request {}
