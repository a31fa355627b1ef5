package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Takes the caller's star off a public path.
///
/// Source: API v2, `public-paths/unstar`.
///
/// @param id SHA-1 of project id and path, 40 hexadecimal digits
@Answers(Replies.Empty.class)
public record PublicPathsUnstar(String id) implements Request {}
