package org.calque.accounts.news;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.calque.accounts.Texts;
import org.calque.messages.accounts.NewsEdit;

/// Reads what an administrator wants an item of the news to be.
final class NewsWish {
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_TEXT = 200_000;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_WORD = 100;
    private static final int MOST_TAGS = 100;
    private static final String USUAL_CHANNEL = "announcement";
    private static final Pattern ADDRESS = Pattern.compile("(https?://|/)\\S*");

    /// PostgreSQL knows no time after the year 294276, and nobody needs one.
    private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    /// What is wrong with it, in words.
    static final class Unfit extends Exception {
        private Unfit(String words) {
            super(words, null, false, false);
        }
    }

    private NewsWish() {}

    static NewsItem read(NewsEdit wish) throws Unfit {
        return new NewsItem(
                given("title", wish.title(), LONGEST_TITLE),
                given("text", wish.text(), LONGEST_TEXT),
                time("date", wish.date()),
                wish.channel() == null ? USUAL_CHANNEL : given("channel", wish.channel(), LONGEST_WORD),
                address(wish.url()),
                tags(wish.tags()),
                Boolean.TRUE.equals(wish.hide()),
                time("until", wish.until()));
    }

    private static String given(String field, String text, int longest) throws Unfit {
        if (text == null || text.isBlank()) {
            throw new Unfit(field + " must be specified");
        }
        check(field, text, longest);
        return text;
    }

    private static void check(String field, String text, int longest) throws Unfit {
        var problem = Texts.problem(field, text, longest);
        if (problem.isPresent()) {
            throw new Unfit(problem.get());
        }
    }

    private static String address(String url) throws Unfit {
        if (url == null || url.isEmpty()) {
            return null;
        }
        check("url", url, LONGEST_URL);
        if (!ADDRESS.matcher(url).matches()) {
            throw new Unfit("url must begin with https://, http:// or /, and have no spaces");
        }
        return url;
    }

    private static List<String> tags(List<String> tags) throws Unfit {
        if (tags == null) {
            return List.of();
        }
        if (tags.size() > MOST_TAGS) {
            throw new Unfit("tags must be at most " + MOST_TAGS);
        }
        for (var tag : tags) {
            check("each of tags", tag, LONGEST_WORD);
        }
        return List.copyOf(tags);
    }

    private static Instant time(String field, Long seconds) throws Unfit {
        if (seconds == null) {
            return null;
        }
        if (seconds < 0 || seconds > LATEST) {
            throw new Unfit(field + " must be in seconds since 1970, between 0 and " + LATEST);
        }
        return Instant.ofEpochSecond(seconds);
    }
}
