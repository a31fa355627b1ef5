package org.calque.accounts.people;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.people.PeoplesNames.Person;
import org.calque.accounts.people.PeoplesNames.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AccountsGetNames;
import org.calque.messages.accounts.AccountsGetNames.Name;
import org.calque.messages.accounts.AccountsGetNames.Names;

@ApplicationScoped
class AccountsGetNamesHandler implements Handler<AccountsGetNames> {
    private final PeoplesNames names;

    AccountsGetNamesHandler(PeoplesNames names) {
        this.names = names;
    }

    @Override
    public Outcome handle(AccountsGetNames request, Caller caller) {
        if (caller.isNobody()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (request.accountIds() == null) {
            return refused(Reason.INVALID, "account_ids must be specified");
        }
        return switch (names.of(request.accountIds())) {
            case Result.Known(var people) -> done(new Names(PeoplesNames.map(people, AccountsGetNamesHandler::named)));
            case Result.NoUuid(String text) ->
                refused(Reason.INVALID, "account_ids must be valid uuids, but '" + text + "' is not");
            case Result.TooMany(int most) -> refused(Reason.INVALID, "account_ids must hold at most " + most + " ids");
        };
    }

    private static Name named(Person person) {
        if (person == null) {
            return new Name("Deleted", "User", null);
        }
        var first = person.firstName() == null ? "" : person.firstName();
        var last = person.lastName() == null ? "" : person.lastName();
        return first.isEmpty() && last.isEmpty()
                ? new Name("No", "Name", person.profile())
                : new Name(first, last, person.profile());
    }
}
