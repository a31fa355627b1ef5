package org.calque.accounts.bookmarks;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.BookmarksRemove;

@ApplicationScoped
class BookmarksRemoveHandler implements Handler<BookmarksRemove> {
    private final Bookmarks bookmarks;

    BookmarksRemoveHandler(Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    @Override
    public Outcome handle(BookmarksRemove request, Caller caller) {
        return bookmarks.change(
                request.projectId(),
                request.type(),
                request.payload(),
                caller,
                (stars, gone) -> gone.forEach(stars::remove));
    }
}
