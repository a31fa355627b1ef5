package org.calque.accounts.news;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.accounts.news.NewsWish.Unfit;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.NewsEdit;

@ApplicationScoped
class NewsEditHandler implements Handler<NewsEdit> {
    private final NewsRows rows;

    NewsEditHandler(NewsRows rows) {
        this.rows = rows;
    }

    @Override
    public Outcome handle(NewsEdit request, Caller caller) {
        return AdminsOnly.refusal(caller, "edit news").orElseGet(() -> edit(request));
    }

    private Outcome edit(NewsEdit request) {
        try {
            var item = NewsWish.read(request);
            if (request.id() == null) {
                return done(new NewsEdit.Edited(rows.add(item)));
            }
            var id = rows.rewrite(request.id(), item);
            return id.isPresent()
                    ? done(new NewsEdit.Edited(id.getAsInt()))
                    : refused(Reason.NOT_FOUND, "no news with id " + request.id());
        } catch (Unfit unfit) {
            return refused(Reason.INVALID, unfit.getMessage());
        }
    }
}
