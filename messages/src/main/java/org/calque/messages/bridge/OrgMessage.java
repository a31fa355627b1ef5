package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Sends a message to each member of an organization, for its administrators and those of the site. Members do not see
/// whom else it was sent to.
///
/// Source: the function `org.message` of the bridge.
///
/// @param name    of the organization
/// @param subject a line of text
/// @param body    Markdown
@Answers(Void.class)
public record OrgMessage(String name, String subject, String body) implements Request {}
