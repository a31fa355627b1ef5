package org.calque.accounts.admin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminAccounts;

@ApplicationScoped
class AdminAccountsHandler implements Handler<AdminAccounts> {
    private final AccountDirectory directory;

    AdminAccountsHandler(AccountDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Outcome handle(AdminAccounts request, Caller caller) {
        var refusal = AdminsOnly.refusal(caller, "list accounts");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (request.after() != null && !Uuids.isUuid(request.after())) {
            return refused(Reason.INVALID, "after must be the id of an account");
        }
        if (request.query() != null && request.query().indexOf('\0') >= 0) {
            return refused(Reason.INVALID, "query must have printable characters only");
        }
        return done(new AdminAccounts.Listed(directory.find(request)));
    }
}
