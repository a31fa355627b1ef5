package org.calque.accounts.mail;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.admin.AdminsOnly;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminResetPassword;

@ApplicationScoped
class AdminResetPasswordHandler implements Handler<AdminResetPassword> {
    private static final Outcome NO_ADDRESS =
            refused(Reason.CONFLICT, "the account has no e-mail address, so nobody signs in to it by password");

    private final AccountRepository accounts;
    private final Links links;
    private final Audit audit;

    AdminResetPasswordHandler(AccountRepository accounts, Links links, Audit audit) {
        this.accounts = accounts;
        this.links = links;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(AdminResetPassword request, Caller caller) {
        return AdminsOnly.refusal(caller, "reset passwords")
                .orElseGet(() -> Uuids.parse(request.accountId())
                        .flatMap(accounts::living)
                        .map(account -> link(account, caller))
                        .orElseGet(() -> refused(Reason.NOT_FOUND, "no such account")));
    }

    private Outcome link(Account account, Caller caller) {
        if (account.emailAddress == null) {
            return NO_ADDRESS;
        }
        return links.make(MailKind.PASSWORD_RESET, account.accountId, account.emailAddress)
                .map(link -> {
                    audit.record(AuditEvent.PASSWORD_RESET_LINK_MADE, caller, account.accountId);
                    return done(new AdminResetPassword.Link(link.url(), link.expires()));
                })
                .orElse(NO_ADDRESS);
    }
}
