package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes an administrator of an organization a mere member, for its administrators and those of the site.
///
/// Source: the function `org.removeAdmin` of the bridge.
///
/// @param name of the organization
/// @param user id or e-mail address of the account
@Answers(Void.class)
public record OrgRemoveAdmin(String name, String user) implements Request {}
