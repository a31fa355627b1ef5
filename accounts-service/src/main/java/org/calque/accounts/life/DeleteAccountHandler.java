package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.DeleteAccount;

@ApplicationScoped
class DeleteAccountHandler implements Handler<DeleteAccount> {
    private final Removal removal;

    DeleteAccountHandler(Removal removal) {
        this.removal = removal;
    }

    @Override
    public Outcome handle(DeleteAccount request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var account = Uuids.parse(request.accountId());
        if (account.isEmpty()) {
            return refused(Reason.INVALID, "account_id must be a valid uuid");
        }
        if (!caller.isAdmin() && !account.get().equals(caller.id())) {
            return refused(Reason.FORBIDDEN, "only admins can delete the account of somebody else");
        }
        return removal.remove(account.get(), caller)
                ? done(new DeleteAccount.Deleted())
                : refused(Reason.CONFLICT, "the last administrator cannot be deleted");
    }
}
