package org.calque.accounts.news;

import java.time.Instant;
import java.util.List;

/// An item of the news of the site; everything in it has been checked.
///
/// @param date  null for now, or for as it was
/// @param url   null for none
/// @param until null for without end
record NewsItem(
        String title,
        String text,
        Instant date,
        String channel,
        String url,
        List<String> tags,
        boolean hide,
        Instant until) {}
