package org.calque.accounts.people;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.people.PeoplesNames.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.GetUsernames;
import org.calque.messages.accounts.GetUsernames.Name;
import org.calque.messages.accounts.GetUsernames.Usernames;

/// Nobody may ask as well: a blank key is enough.
@ApplicationScoped
class GetUsernamesHandler implements Handler<GetUsernames> {
    private final PeoplesNames names;

    GetUsernamesHandler(PeoplesNames names) {
        this.names = names;
    }

    @Override
    public Outcome handle(GetUsernames request, Caller caller) {
        return switch (names.of(request.accountIds())) {
            case Result.Known(var people) ->
                done(new Usernames(PeoplesNames.map(
                        people,
                        person -> person == null
                                ? new Name(null, null)
                                : new Name(person.firstName(), person.lastName()))));
            case Result.NoUuid(String text) ->
                refused(
                        Reason.INVALID,
                        "invalid uuid '" + text + "' in account_ids -- all of them must be ids of accounts");
            case Result.TooMany(int most) -> refused(Reason.INVALID, "account_ids must hold at most " + most + " ids");
        };
    }
}
