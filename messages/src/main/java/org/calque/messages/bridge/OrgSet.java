package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Changes what is told about an organization, for its administrators and those of the site. What is absent stays as it
/// is.
///
/// Source: the function `org.set` of the bridge.
///
/// @param name         of the organization
/// @param title        at most 254 characters
/// @param description  likewise
/// @param link         likewise
/// @param emailAddress likewise
@Answers(Void.class)
public record OrgSet(String name, String title, String description, String link, String emailAddress)
        implements Request {}
