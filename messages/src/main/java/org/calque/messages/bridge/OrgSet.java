package org.calque.messages.bridge;

import org.calque.messages.Allowed;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Changes what is told about an organization, for its administrators and those of the site. What is absent stays as it
/// is.
///
/// Source: the function `org.set` of the bridge.
///
/// @param name         of the organization
/// @param title        what it is called
/// @param description  what it is
/// @param link         where more is said of it
/// @param emailAddress where it can be written to
@Answers(Void.class)
public record OrgSet(
        String name,
        @Allowed(longest = 254) String title,
        @Allowed(longest = 254) String description,
        @Allowed(longest = 254) String link,
        @Allowed(longest = 254) String emailAddress)
        implements Request {}
