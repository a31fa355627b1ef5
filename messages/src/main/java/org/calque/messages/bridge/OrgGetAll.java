package org.calque.messages.bridge;

import org.calque.messages.Request;

/// Lists all organizations, for site administrators.
///
/// Source: the function `org.getAll` of the bridge.
public record OrgGetAll() implements Request {}
