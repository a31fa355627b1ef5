package org.calque.accounts.reset;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.mail.Mails.Delivery;
import org.calque.accounts.signin.Endings;
import org.calque.accounts.signin.Passwords;
import org.calque.messages.Caller;

/// A new password for who can read the mail of an account.
@ApplicationScoped
class PasswordResets {
    private final AccountRepository accounts;
    private final ResetThrottle throttle;
    private final Passwords passwords;
    private final Endings endings;
    private final Mails mails;
    private final Audit audit;
    private final EntityManager database;
    private final Clock clock;

    /// How asking ended.
    sealed interface Asked {
        record Mailed() implements Asked {}

        record NotMailed(String why) implements Asked {}

        record Unknown() implements Asked {}

        /// @param byAddress whether too many were asked for from one network, rather than for one account
        record TooMany(boolean byAddress) implements Asked {}
    }

    /// How using a link ended.
    sealed interface Redeemed {
        record Changed(UUID account) implements Redeemed {}

        record NoSuchLink() implements Redeemed {}

        /// The new password is not good enough.
        record Unfit(String problem) implements Redeemed {}
    }

    PasswordResets(
            AccountRepository accounts,
            ResetThrottle throttle,
            Passwords passwords,
            Endings endings,
            Mails mails,
            Audit audit,
            EntityManager database,
            Clock clock) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.passwords = passwords;
        this.endings = endings;
        this.mails = mails;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// @param email in lower case
    Asked ask(MailKind kind, String email, Caller caller) {
        var tooMany = throttle.refusal(email, caller.address());
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        var account = accounts.byEmail(email);
        if (account.isEmpty()) {
            return new Asked.Unknown();
        }
        long mail = QuarkusTransaction.requiringNew().call(() -> {
            audit.record(AuditEvent.PASSWORD_RESET_ASKED, caller, account.get().accountId);
            return mails.addForNow(kind, account.get().accountId, email);
        });
        return switch (mails.send(mail)) {
            case Delivery.Sent() -> new Asked.Mailed();
            case Delivery.NotSent(String why) -> new Asked.NotMailed(why);
        };
    }

    /// Whoever sets a new password ends all sessions, and what others sign in with. All links of the account go, too.
    ///
    /// @param rule what is wrong with the new password for this account, if anything
    Redeemed redeem(String secret, String password, Caller caller, Function<Account, Optional<String>> rule) {
        var owner = owner(secret);
        if (owner.isEmpty()) {
            return new Redeemed.NoSuchLink();
        }
        var problem = rule.apply(owner.get());
        if (problem.isPresent()) {
            return new Redeemed.Unfit(problem.get());
        }
        var hash = passwords.hash(password);
        return QuarkusTransaction.requiringNew()
                .call(() -> use(owner.get().accountId, secret, hash, caller))
                .<Redeemed>map(Redeemed.Changed::new)
                .orElseGet(Redeemed.NoSuchLink::new);
    }

    private Optional<Account> owner(String secret) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<?> found = database.createNativeQuery(
                            "select account_id from password_resets where hash = ?1 and expire > ?2", UUID.class)
                    .setParameter(1, Secrets.hash(secret))
                    .setParameter(2, clock.instant())
                    .getResultList();
            return found.stream()
                    .map(UUID.class::cast)
                    .findFirst()
                    .flatMap(accounts::living)
                    .filter(Account::mayCall);
        });
    }

    /// Of two that use one link at the same moment, the row lets one. The account's row comes first, as for whoever
    /// ends
    /// the link meanwhile.
    private Optional<UUID> use(UUID account, String secret, String passwordHash, Caller caller) {
        if (accounts.livingToChange(account).filter(Account::mayCall).isEmpty()) {
            return Optional.empty();
        }
        List<?> used = database.createNativeQuery(
                        "delete from password_resets where hash = ?1 and expire > ?2 returning account_id", UUID.class)
                .setParameter(1, Secrets.hash(secret))
                .setParameter(2, clock.instant())
                .getResultList();
        if (used.isEmpty()) {
            return Optional.empty();
        }
        accounts.resetPassword(account, passwordHash);
        endings.ofResetLinks(account);
        endings.ofSessions(account, null);
        endings.ofAuthTokens(account);
        audit.record(AuditEvent.PASSWORD_RESET_USED, caller, account, Map.of());
        return Optional.of(account);
    }
}
