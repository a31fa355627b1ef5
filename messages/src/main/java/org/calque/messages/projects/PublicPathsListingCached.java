package org.calque.messages.projects;

import org.calque.messages.Answers;
import org.calque.messages.Request;
import org.calque.messages.Unit;

/// What was published last, for everybody. What is only for signed-in callers is left out for all others.
///
/// Source: API v2, `public-paths/listing-cached`.
@Answers(value = PublicPathsListingCached.Item.class, listed = true)
public record PublicPathsListingCached() implements Request {
    /// One of them; the list is answered bare, and `null` where nothing is shared.
    ///
    /// @param lastEdited seconds since 1970
    /// @param counter    how often it was visited
    /// @param stars      how many accounts have put a star on it
    public record Item(
            String id,
            String path,
            String url,
            String description,
            @Unit("seconds since 1970") Long lastEdited,
            double counter,
            long stars) {}
}
