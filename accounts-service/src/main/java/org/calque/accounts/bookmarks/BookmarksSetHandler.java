package org.calque.accounts.bookmarks;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.BookmarksSet;

@ApplicationScoped
class BookmarksSetHandler implements Handler<BookmarksSet> {
    private final Bookmarks bookmarks;

    BookmarksSetHandler(Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    @Override
    public Outcome handle(BookmarksSet request, Caller caller) {
        return bookmarks.change(request.projectId(), request.type(), request.payload(), caller, (stars, all) -> {
            stars.clear();
            stars.addAll(all);
        });
    }
}
