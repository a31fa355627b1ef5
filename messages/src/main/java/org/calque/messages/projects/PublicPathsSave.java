package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Replies;
import org.calque.messages.Request;

/// Notes that what was published is up to date.
///
/// Source: API v2, `public-paths/save`.
///
/// @param id SHA-1 of project id and path, 40 hexadecimal digits
@Answers(Replies.Empty.class)
public record PublicPathsSave(String id) implements Request {}
