package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Takes a member out of an organization, for its administrators and those of the site.
///
/// Source: the function `org.removeUser` of the bridge.
///
/// @param name of the organization
/// @param user id or e-mail address of a member who is none of its administrators
@Answers(Void.class)
public record OrgRemoveUser(String name, String user) implements Request {}
