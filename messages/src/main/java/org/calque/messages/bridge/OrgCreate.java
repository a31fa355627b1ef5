package org.calque.messages.bridge;

import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Makes an organization, for site administrators. The answer is its id.
///
/// Source: the function `org.create` of the bridge.
///
/// @param name 1 to 39 letters, digits, dots, hyphens and underscores, which no account and no other organization has
@Answers(UUID.class)
public record OrgCreate(String name) implements Request {}
