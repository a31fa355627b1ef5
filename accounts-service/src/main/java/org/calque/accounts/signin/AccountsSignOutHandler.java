package org.calque.accounts.signin;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Scope;
import org.calque.messages.Service;
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

    /// To sign out everywhere needs what the other calls need that say who may get in.
    @Override
    @Transactional
    public Outcome handle(AccountsSignOut request, Caller caller) {
        var all = caller.isAccount() && Boolean.TRUE.equals(request.all());
        if (all) {
            var limit = caller.limits().refusalOf(Service.ACCOUNTS, Scope.ADMIN, "accounts/sign-out");
            if (limit.isPresent()) {
                return refused(Reason.FORBIDDEN, limit.get());
            }
            endings.ofSessions(caller.id(), null);
            audit.record(AuditEvent.SIGN_OUT, caller, caller.id(), Map.of("all", true));
        } else if (Session.of(caller).isPresent()) {
            endings.ofSession(Session.of(caller).get());
            audit.record(AuditEvent.SIGN_OUT, caller, caller.id());
        }
        return new Outcome.Done(new Replies.StatusSuccess(), sessions.clearingCookies());
    }
}
