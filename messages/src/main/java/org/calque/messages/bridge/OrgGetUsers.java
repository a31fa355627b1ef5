package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the members of an organization, for its administrators and those of the site.
///
/// Source: the function `org.getUsers` of the bridge.
///
/// @param name of the organization
@Answers(value = OrgGetUsers.Member.class, listed = true)
public record OrgGetUsers(String name) implements Request {
    /// Who belongs to it; what nobody has said is null.
    ///
    /// @param lastActive when the account was last used
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Member(String firstName, String lastName, UUID accountId, String emailAddress, Instant lastActive) {}
}
