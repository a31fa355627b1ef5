package org.calque.messages.projects;

import java.util.UUID;
import org.calque.messages.Answers;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// The project that the caller edited last; one is made where there is none.
///
/// Source: API v2, `projects/get-one`.
@Answers(ProjectsGet.Item.class)
public record ProjectsGetOne() implements Request {
    /// A project that was made for this.
    public record Made(UUID projectId, String title) implements Reply {}
}
