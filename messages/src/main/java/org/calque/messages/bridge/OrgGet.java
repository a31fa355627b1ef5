package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Tells about an organization, for its administrators and those of the site.
///
/// Source: the function `org.get` of the bridge.
///
/// @param name of the organization
public record OrgGet(String name) implements Request {}
