package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.signin.Endings;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.facts.AccountChanged;
import org.calque.messages.facts.CallerChanged;

/// Bans of accounts. Keys of a banned account stay, since a ban may be a mistake; but none of them works.
@ApplicationScoped
public class Bans {
    private final AccountRepository accounts;
    private final Endings endings;
    private final Outbox outbox;
    private final Audit audit;

    Bans(AccountRepository accounts, Endings endings, Outbox outbox, Audit audit) {
        this.accounts = accounts;
        this.endings = endings;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Transactional
    public Outcome set(String accountId, boolean banned, Caller by) {
        if (!by.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (!by.isAdmin()) {
            return refused(Reason.FORBIDDEN, "only admins can ban users");
        }
        var account = Uuids.parse(accountId);
        if (account.isEmpty()) {
            return refused(Reason.INVALID, "account_id must be a valid uuid");
        }
        if (banned && account.get().equals(by.id())) {
            return refused(Reason.CONFLICT, "administrators cannot ban themselves");
        }
        if (banned && accounts.isLastAdministrator(account.get())) {
            return refused(Reason.CONFLICT, "the last administrator cannot be banned");
        }
        if (!accounts.markBanned(account.get(), banned)) {
            return refused(Reason.NOT_FOUND, "no account with id " + accountId);
        }
        if (banned) {
            end(account.get());
        }
        outbox.add(new CallerChanged(account.get()));
        outbox.add(new AccountChanged(account.get()));
        audit.record(banned ? AuditEvent.BAN : AuditEvent.REMOVE_BAN, by, account.get());
        return done(new Replies.StatusSuccess());
    }

    private void end(UUID account) {
        endings.ofSessions(account, null);
        endings.ofAuthTokens(account);
        endings.ofResetLinks(account);
    }
}
