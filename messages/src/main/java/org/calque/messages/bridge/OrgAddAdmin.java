package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes an account an administrator and a member of an organization, for site administrators.
///
/// Source: the function `org.addAdmin` of the bridge.
///
/// @param name of the organization
/// @param user id or e-mail address of an account that is in no other organization
@Answers(Void.class)
public record OrgAddAdmin(String name, String user) implements Request {}
