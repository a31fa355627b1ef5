package org.calque.messages.accounts;

import java.util.UUID;
import org.calque.messages.Reply;

/// Bookmarks are as they were asked to be.
public record BookmarksChanged(String status, UUID projectId, String type) implements Reply {
    public BookmarksChanged(UUID projectId, String type) {
        this("success", projectId, type);
    }
}
