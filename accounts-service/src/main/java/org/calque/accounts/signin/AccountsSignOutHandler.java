package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsSignOut;

@ApplicationScoped
class AccountsSignOutHandler implements Handler<AccountsSignOut> {
    private final Sessions sessions;
    private final Endings endings;
    private final Audit audit;

    AccountsSignOutHandler(Sessions sessions, Endings endings, Audit audit) {
        this.sessions = sessions;
        this.endings = endings;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(AccountsSignOut request, Caller caller) {
        if (caller.isAccount() && Boolean.TRUE.equals(request.all())) {
            endings.ofSessions(caller.id(), null);
            audit.record(AuditEvent.SIGN_OUT, caller, caller.id(), Map.of("all", true));
        } else if (Session.of(caller).isPresent()) {
            endings.ofSession(Session.of(caller).get());
            audit.record(AuditEvent.SIGN_OUT, caller, caller.id());
        }
        return new Outcome.Done(new Replies.StatusSuccess(), sessions.clearingCookies());
    }
}
