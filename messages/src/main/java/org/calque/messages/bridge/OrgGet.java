package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells about an organization, for its administrators and those of the site.
///
/// Source: the function `org.get` of the bridge.
///
/// @param name of the organization
public record OrgGet(String name) implements Request {
    /// What is told about an organization; what nobody has said is null.
    ///
    /// @param adminAccountIds who looks after it
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Organization(
            String name, String title, String description, String link, String emailAddress, List<UUID> adminAccountIds)
            implements Reply {}
}
