package org.calque.messages.accounts;

import java.util.List;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Adds an item to the news of the site, or writes one anew. What an item was before is kept in its history. For
/// administrators.
///
/// Source: API v2, `news/edit`.
///
/// @param id      the item that is written anew; a new one when absent
/// @param title   a line of text, at most 1000 characters
/// @param text    Markdown, at most 200 000 characters
/// @param date    seconds since 1970: the item is not shown before; when absent, now for a new item, and as it was else
/// @param channel such as `announcement`, which it is when absent, `feature`, `platform` or `event`; at most 100
///                characters. The table `news` of the query language leaves `event` out
/// @param url     where more is said: an address that begins with `https://`, `http://` or `/`; at most 2000 characters
/// @param tags    at most 100 texts of at most 100 characters
/// @param hide    whether nobody is shown it
/// @param until   seconds since 1970: from then on it is shown no longer; without end when absent
public record NewsEdit(
        Long id,
        String title,
        String text,
        @Unit("seconds since 1970") Long date,
        String channel,
        String url,
        List<String> tags,
        Boolean hide,
        @Unit("seconds since 1970") Long until)
        implements Request {
    /// @param id of the item, greater than zero
    public record Edited(int id, boolean success) implements Reply {
        public Edited(int id) {
            this(id, true);
        }
    }
}
