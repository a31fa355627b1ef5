package org.calque.accounts.life;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.signin.Sessions;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsDelete;

@ApplicationScoped
class AccountsDeleteHandler implements Handler<AccountsDelete> {
    private final Removal removal;
    private final Sessions sessions;

    AccountsDeleteHandler(Removal removal, Sessions sessions) {
        this.removal = removal;
        this.sessions = sessions;
    }

    @Override
    public Outcome handle(AccountsDelete request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return removal.remove(caller.id(), caller)
                ? new Outcome.Done(new Replies.StatusSuccess(), sessions.clearingCookies())
                : refused(Reason.CONFLICT, "the last administrator cannot be deleted");
    }
}
