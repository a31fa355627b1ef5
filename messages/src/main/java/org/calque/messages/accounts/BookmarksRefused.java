package org.calque.messages.accounts;

import org.calque.messages.Reply;

/// Bookmarks are as they were before. These paths alone say so in `status`, too.
public record BookmarksRefused(String status, String error) implements Reply {
    public BookmarksRefused(String error) {
        this("error", error);
    }
}
