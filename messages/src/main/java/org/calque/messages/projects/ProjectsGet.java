package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Lists the caller's projects that are neither deleted nor hidden, last edited first.
///
/// Source: API v2, `projects/get`.
///
/// @param limit     how many at most; 50 when absent
/// @param accountId whose, for administrators
@Answers(value = ProjectsGet.Item.class, listed = true)
public record ProjectsGet(Long limit, String accountId) implements Request {
    public ProjectsGet {
        limit = limit == null ? 50 : limit;
    }

    /// One project of the list, which is answered bare.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Item(UUID projectId, String title, String description, String name) {}
}
