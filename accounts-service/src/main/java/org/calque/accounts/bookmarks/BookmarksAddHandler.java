package org.calque.accounts.bookmarks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.BookmarksAdd;

@ApplicationScoped
class BookmarksAddHandler implements Handler<BookmarksAdd> {
    private final Bookmarks bookmarks;

    BookmarksAddHandler(Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    @Override
    public Outcome handle(BookmarksAdd request, Caller caller) {
        return bookmarks.change(request.projectId(), request.type(), request.payload(), caller, LinkedHashSet::addAll);
    }
}
