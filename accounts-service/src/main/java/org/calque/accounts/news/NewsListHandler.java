package org.calque.accounts.news;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Replies.Shared;
import org.calque.messages.accounts.NewsList;

@ApplicationScoped
class NewsListHandler implements Handler<NewsList> {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST = 100;
    private static final int MOST_OF_ALL = 1_000;

    private final NewsRows rows;

    NewsListHandler(NewsRows rows) {
        this.rows = rows;
    }

    @Override
    public Outcome handle(NewsList request, Caller caller) {
        return Boolean.TRUE.equals(request.all())
                ? AdminsOnly.refusal(caller, "list all news").orElseGet(() -> done(new Bare(rows.all(MOST_OF_ALL))))
                : done(new Shared(rows.shown(MOST), FRESH));
    }
}
