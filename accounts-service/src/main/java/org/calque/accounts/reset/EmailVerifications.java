package org.calque.accounts.reset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.invitations.Invited;
import org.calque.messages.Caller;

/// What is known of who owns an address: the time at which somebody used the link that was mailed there.
@ApplicationScoped
class EmailVerifications {
    private final EntityManager database;
    private final Invited invited;
    private final Audit audit;
    private final Clock clock;

    /// How using a link ended.
    enum Result {
        VERIFIED,
        NONE_ASKED,
        WRONG_TOKEN
    }

    EmailVerifications(EntityManager database, Invited invited, Audit audit, Clock clock) {
        this.database = database;
        this.invited = invited;
        this.audit = audit;
        this.clock = clock;
    }

    /// Using a link a second time, or after the address was verified by another one, is no error.
    @Transactional
    Result redeem(Account account, String email, String token, Caller caller) {
        if (isVerified(account.accountId, email)) {
            return Result.VERIFIED;
        }
        List<?> hashes = database.createNativeQuery(
                        "select hash from email_verifications where account_id = ?1 and email_address = ?2",
                        byte[].class)
                .setParameter(1, account.accountId)
                .setParameter(2, email)
                .getResultList();
        if (hashes.isEmpty()) {
            return Result.NONE_ASKED;
        }
        if (!Secrets.matches(token, (byte[]) hashes.getFirst())) {
            return Result.WRONG_TOKEN;
        }
        keep(account.accountId, email);
        invited.hasVerified(account.accountId, email);
        audit.record(AuditEvent.EMAIL_VERIFIED, caller, account.accountId, Map.of());
        return Result.VERIFIED;
    }

    boolean isVerified(UUID account, String email) {
        return !database.createNativeQuery("select 1 from accounts where account_id = ?1"
                        + " and jsonb_exists(email_address_verified, cast(?2 as text))")
                .setParameter(1, account)
                .setParameter(2, email)
                .getResultList()
                .isEmpty();
    }

    private void keep(UUID account, String email) {
        database.createNativeQuery("update accounts set email_address_verified ="
                        + " coalesce(email_address_verified, '{}') || jsonb_build_object(cast(?2 as text), cast(?3 as text))"
                        + " where account_id = ?1")
                .setParameter(1, account)
                .setParameter(2, email)
                .setParameter(3, clock.instant().toString())
                .executeUpdate();
        database.createNativeQuery("delete from email_verifications where account_id = ?1")
                .setParameter(1, account)
                .executeUpdate();
    }
}
