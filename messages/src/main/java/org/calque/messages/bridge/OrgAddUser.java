package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes an account a member of an organization, for site administrators. It leaves the one that it was in.
///
/// Source: the function `org.addUser` of the bridge.
///
/// @param name of the organization
/// @param user id or e-mail address of the account
@Answers(Void.class)
public record OrgAddUser(String name, String user) implements Request {}
