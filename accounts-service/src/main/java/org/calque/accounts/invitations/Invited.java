package org.calque.accounts.invitations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.kit.Outbox;
import org.calque.messages.facts.InvitationsDue;

/// Carries out the invitations of an address when an account has it: they are told to projects-service in the
/// transaction that takes them off the list.
@ApplicationScoped
public class Invited {
    private final InvitationRows rows;
    private final Outbox outbox;
    private final Clock clock;
    private final boolean onlyVerified;

    Invited(InvitationRows rows, Outbox outbox, Clock clock, AccountsConfig config) {
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
        this.onlyVerified = config.invitations().onlyVerified();
    }

    /// The account has the address; nobody has shown that it may read mail there.
    @Transactional(TxType.MANDATORY)
    public void nowHas(UUID account, String emailAddress) {
        if (!onlyVerified) {
            carryOut(account, emailAddress);
        }
    }

    /// The account has shown that the address is its own.
    @Transactional(TxType.MANDATORY)
    public void hasVerified(UUID account, String emailAddress) {
        carryOut(account, emailAddress);
    }

    private void carryOut(UUID account, String emailAddress) {
        var due = rows.take(emailAddress, clock.instant());
        if (!due.isEmpty()) {
            outbox.add(new InvitationsDue(account, due));
        }
    }
}
