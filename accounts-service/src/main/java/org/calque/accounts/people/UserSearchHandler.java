package org.calque.accounts.people;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.people.UserSearches.Result;
import org.calque.accounts.people.UserSearches.Wish;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Scope;
import org.calque.messages.Service;
import org.calque.messages.accounts.UserSearch;

/// Nobody may search as well: a blank key is enough.
@ApplicationScoped
class UserSearchHandler implements Handler<UserSearch> {
    private static final int MOST = 50;

    private final UserSearches searches;

    UserSearchHandler(UserSearches searches) {
        this.searches = searches;
    }

    @Override
    public Outcome handle(UserSearch request, Caller caller) {
        if (request.admin()) {
            if (!caller.isAdmin()) {
                return refused(Reason.FORBIDDEN, "must be logged in and a member of the admin group");
            }
            var limit = caller.limits().refusalOf(Service.ACCOUNTS, Scope.ADMIN, "user_search");
            if (limit.isPresent()) {
                return refused(Reason.FORBIDDEN, limit.get());
            }
        }
        var wish = new Wish(
                SearchQuery.of(request.query()),
                request.admin(),
                request.active(),
                request.onlyEmail(),
                Math.min(request.limit(), MOST));
        return switch (searches.find(wish)) {
            case Result.Found(var users) -> done(new UserSearch.Found(users));
            case Result.TooManyWords(int most) ->
                refused(Reason.INVALID, "a search takes at most " + most + " words and addresses");
            case Result.BadInterval() -> refused(Reason.INVALID, "active must be a length of time such as '6 months'");
        };
    }
}
