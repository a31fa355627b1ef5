package org.calque.messages.bridge;

import org.calque.messages.Answers;
import org.calque.messages.Request;

/// Which version of these functions a project has: a bare number, which grows when they change.
///
/// Source: the bridge, `system.version` of a project.
@Answers(Integer.class)
public record ProjectVersion() implements Request {
    /// The present one.
    public static final int CURRENT = 1;
}
