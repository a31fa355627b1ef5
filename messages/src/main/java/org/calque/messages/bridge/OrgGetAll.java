package org.calque.messages.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists all organizations, for site administrators.
///
/// Source: the function `org.getAll` of the bridge.
@Answers(value = OrgGetAll.Summary.class, listed = true)
public record OrgGetAll() implements Request {
    /// One of many; what nobody has said is null.
    ///
    /// @param adminAccountIds who looks after it
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Summary(String name, String title, List<UUID> adminAccountIds) {}
}
