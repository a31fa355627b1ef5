package org.calque.messages.projects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Makes a project that the caller owns. It is not started unless asked for.
///
/// Source: API v1, `create_project`.
///
/// @param title       empty when absent
/// @param description empty when absent
/// @param image       compute image; the default of the site when absent
/// @param license     licence ids, separated by commas
/// @param start       start it at once; default false
/// @param noPool      accepted and without effect: there is no pool of ready projects
public record CreateProject(
        String title,
        String description,
        String image,
        String license,
        Boolean start,
        @JsonProperty("noPool") Boolean noPool)
        implements Request {
    public CreateProject {
        title = title == null ? "" : title;
        description = description == null ? "" : description;
        start = Boolean.TRUE.equals(start);
    }

    /// @param projectId the new project, whose home folder is there already
    @JsonTypeName("project_created")
    public record Created(UUID projectId) implements Reply {}
}
