package org.calque.messages.copies;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Copies again to those targets of a group that failed or were refused, and to no other. What the caller may do is
/// asked
/// anew. Only who made the group may.
///
/// Source: Calque's own addition to API v2.
///
/// @param groupId the group
public record CopiesGroupsRetry(String groupId) implements Request {
    /// @param retried how many targets get a new copy
    /// @param refused how many the caller may still not write to
    public record Retried(int retried, int refused) implements Reply {}
}
