package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.AccountsGetEmailAddress;
import org.calque.messages.accounts.AccountsGetEmailAddress.Address;

@ApplicationScoped
class AccountsGetEmailAddressHandler implements Handler<AccountsGetEmailAddress> {
    private final AccountRepository accounts;
    private final Audit audit;

    AccountsGetEmailAddressHandler(AccountRepository accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(AccountsGetEmailAddress request, Caller caller) {
        if (!caller.isAdmin() && !caller.isPartner()) {
            return refused(
                    Reason.FORBIDDEN, "you must be an admin or partner to get the email address of any account_id");
        }
        if (request.accountId() == null) {
            return done(new Replies.Empty());
        }
        var account = Uuids.parse(request.accountId()).flatMap(accounts::living);
        account.ifPresent(it -> audit.record(AuditEvent.EMAIL_READ, caller, it.accountId));
        return done(new Address(account.map(it -> it.emailAddress).orElse(null)));
    }
}
