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
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsSearch;

@ApplicationScoped
class AccountsSearchHandler implements Handler<AccountsSearch> {
    private static final int LIMIT = 20;

    private final UserSearches searches;

    AccountsSearchHandler(UserSearches searches) {
        this.searches = searches;
    }

    @Override
    public Outcome handle(AccountsSearch request, Caller caller) {
        if (request.query() == null) {
            return refused(Reason.INVALID, "query must be specified");
        }
        return switch (searches.find(new Wish(SearchQuery.of(request.query()), false, "", false, LIMIT))) {
            case Result.Found(var users) -> done(new Replies.Bare(users));
            case Result.TooManyWords(int most) ->
                refused(Reason.INVALID, "a search takes at most " + most + " words and addresses");
            case Result.BadInterval() -> throw new IllegalStateException("no interval was asked for");
        };
    }
}
