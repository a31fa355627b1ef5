package org.calque.accounts.bookmarks;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.BookmarksGet;

@ApplicationScoped
class BookmarksGetHandler implements Handler<BookmarksGet> {
    private final Bookmarks bookmarks;
    private final BookmarkRows rows;

    BookmarksGetHandler(Bookmarks bookmarks, BookmarkRows rows) {
        this.bookmarks = bookmarks;
        this.rows = rows;
    }

    @Override
    public Outcome handle(BookmarksGet request, Caller caller) {
        return bookmarks.open(
                request.projectId(),
                request.type(),
                caller,
                project -> done(new BookmarksGet.Starred(
                        request.type(), project, rows.stars(caller.id(), project, request.type()))));
    }
}
