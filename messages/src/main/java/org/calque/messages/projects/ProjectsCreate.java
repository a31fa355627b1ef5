package org.calque.messages.projects;

import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes a project that the caller owns; it is not started unless asked for.
///
/// Source: API v2, `projects/create`; `start` is an addition.
///
/// @param title        `No Title` when absent
/// @param description  empty when absent
/// @param image        compute image
/// @param license      licence ids, separated by commas
/// @param publicPathId accepted
/// @param start        start it at once, beside the call; default false
public record ProjectsCreate(
        String title, String description, String image, String license, String publicPathId, Boolean start)
        implements Request {
    public ProjectsCreate {
        start = Boolean.TRUE.equals(start);
    }

    /// @param projectId the new project
    public record Created(UUID projectId) implements Reply {}
}
