package org.calque.accounts.life;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.signin.Endings;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.facts.AccountDeleted;

/// The end of an account. Its row stays, so that its id is never given again; all that it gets in by goes.
@ApplicationScoped
public class Removal {
    private final AccountRepository accounts;
    private final Endings endings;
    private final Outbox outbox;
    private final Audit audit;

    Removal(AccountRepository accounts, Endings endings, Outbox outbox, Audit audit) {
        this.accounts = accounts;
        this.endings = endings;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// Deletes an account, unless that has happened. False when it is the last administrator's.
    @Transactional
    boolean remove(UUID account, Caller by) {
        if (accounts.isLastAdministrator(account)) {
            return false;
        }
        if (end(account)) {
            audit.record(AuditEvent.ACCOUNT_DELETED, by, account);
        }
        return true;
    }

    /// Deletes an account whose own time is over.
    @Transactional
    public void removeOnTime(UUID account) {
        if (end(account)) {
            audit.recordBySystem(AuditEvent.ACCOUNT_DELETED, account, Map.of("why", "its time was over"));
        }
    }

    private boolean end(UUID account) {
        if (!accounts.markDeleted(account)) {
            return false;
        }
        endings.ofSessions(account, null);
        endings.ofAuthTokens(account);
        endings.ofResetLinks(account);
        endings.ofKeys(account);
        outbox.add(new AccountDeleted(account));
        return true;
    }
}
