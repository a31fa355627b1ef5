package org.calque.messages.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// Lists the news of the site, the newest first: those that are dated up to now, are not hidden and not over, at most
/// 100. Whoever gets the answer may keep it for an hour, as its `Cache-Control` says.
///
/// Source: API v2, `news/list`.
///
/// @param all whether those are listed, too, that are hidden, over or still to come, at most 1000; for administrators
@Answers(value = NewsList.Item.class, listed = true)
public record NewsList(Boolean all) implements Request {
    /// One of them; the list is answered bare.
    ///
    /// @param date    seconds since 1970
    /// @param channel such as `announcement`, `feature`, `platform` or `event`
    /// @param text    Markdown
    /// @param until   seconds since 1970: from then on it is over; absent when it has no end
    /// @param hide    true, or absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            int id,
            @Unit("seconds since 1970") long date,
            String channel,
            String title,
            String text,
            String url,
            List<String> tags,
            @Unit("seconds since 1970") Long until,
            Boolean hide) {}
}
