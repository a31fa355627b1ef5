package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Lists the members of an organization, for its administrators and those of the site.
///
/// Source: the function `org.getUsers` of the bridge.
///
/// @param name of the organization
public record OrgGetUsers(String name) implements Request {}
