package org.calque.messages.copies;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Cancels all copies of a group that have not ended, as `copies/cancel` does one. Only who made the group may.
///
/// Source: Calque's own addition to API v2.
///
/// @param groupId the group
public record CopiesGroupsCancel(String groupId) implements Request {
    /// @param cancelled how many copies had not ended
    public record Cancelled(int cancelled) implements Reply {}
}
