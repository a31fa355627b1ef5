package org.calque.accounts.signup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.invitations.Invited;
import org.calque.accounts.keys.LegacyKeys;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.registration.RegistrationTokens;
import org.calque.accounts.registration.RegistrationTokens.Admission;
import org.calque.accounts.signin.Attempts;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.accounts.signin.ClientAddress;
import org.calque.accounts.signup.Draft.Entrance;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.facts.AccountCreated;
import org.hibernate.exception.ConstraintViolationException;

/// Makes accounts, and no more of them from one client address than the settings allow.
@ApplicationScoped
class NewAccounts {
    private final AccountRepository accounts;
    private final LegacyKeys legacyKeys;
    private final RegistrationTokens registration;
    private final Mails mails;
    private final Invited invited;
    private final Attempts attempts;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;
    private final AccountsConfig.SignUp config;

    /// How it ended.
    sealed interface Result {
        /// @param apiKey null unless it was asked for
        record Made(UUID accountId, String apiKey) implements Result {
            @Override
            public String toString() {
                return "made account " + accountId;
            }
        }

        record EmailTaken(boolean banned) implements Result {}

        record TooMany() implements Result {}

        /// @param why what the registration token lacks
        record NotAdmitted(String why) implements Result {}
    }

    NewAccounts(
            AccountRepository accounts,
            LegacyKeys legacyKeys,
            RegistrationTokens registration,
            Mails mails,
            Invited invited,
            Attempts attempts,
            Outbox outbox,
            Audit audit,
            Clock clock,
            AccountsConfig config) {
        this.accounts = accounts;
        this.legacyKeys = legacyKeys;
        this.registration = registration;
        this.mails = mails;
        this.invited = invited;
        this.attempts = attempts;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        this.config = config.signUp();
    }

    /// Whether this client address has made as many accounts as it may, as far as is known before one is made: whoever
    /// has, is not worth the hash of a password.
    @Transactional
    boolean areTooManyFrom(String address, int limit) {
        return ClientAddress.network(address)
                .map(network -> attempts.within(config.per(), Kind.SIGN_UP, network) >= limit)
                .orElse(false);
    }

    /// When two make an account with one address at the same moment, the database lets one of them win.
    Result make(Draft draft, Caller by) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> makeInTransaction(draft, by));
        } catch (ConstraintViolationException violation) {
            if ("accounts_email_address_key".equals(violation.getConstraintName())) {
                return new Result.EmailTaken(false);
            }
            throw violation;
        }
    }

    private Result makeInTransaction(Draft draft, Caller by) {
        var taken = draft.emailAddress() == null
                ? null
                : accounts.byEmail(draft.emailAddress()).orElse(null);
        if (taken != null) {
            return new Result.EmailTaken(taken.banned);
        }
        var network = ClientAddress.network(draft.address());
        if (network.isPresent()) {
            attempts.oneByOne(Kind.SIGN_UP, network.get());
            if (attempts.within(config.per(), Kind.SIGN_UP, network.get()) >= draft.limit()) {
                return new Result.TooMany();
            }
            attempts.add(Kind.SIGN_UP, network.get());
        }
        return switch (admit(draft.entrance())) {
            case Admission.Denied(String why) -> new Result.NotAdmitted(why);
            case Admission.Granted(Duration life) -> keep(draft, life, by);
        };
    }

    private Admission admit(Entrance entrance) {
        return switch (entrance) {
            case Entrance.Registration(String token, String missing) -> registration.admit(token, missing);
            case Entrance.Organization organization -> new Admission.Granted(null);
            case Entrance.Ephemeral(String token) -> registration.admitEphemeral(token);
        };
    }

    private Result keep(Draft draft, Duration life, Caller by) {
        var account = toAccount(draft);
        account.expires = life == null ? null : account.created.plus(life);
        accounts.persistAndFlush(account);
        outbox.add(new AccountCreated(account.accountId, draft.firstProject()));
        audit.record(
                AuditEvent.ACCOUNT_CREATED,
                by,
                account.accountId,
                account.org == null ? Map.of() : Map.of("organization", account.org));
        if (account.emailAddress != null) {
            mails.add(MailKind.VERIFY_EMAIL, account.accountId, account.emailAddress);
            invited.nowHas(account.accountId, account.emailAddress);
        }
        return new Result.Made(account.accountId, draft.withApiKey() ? legacyKeys.make(account.accountId) : null);
    }

    private Account toAccount(Draft draft) {
        var account = new Account();
        account.accountId = UUID.randomUUID();
        account.created = clock.instant();
        account.createdBy = ClientAddress.parse(draft.address()).orElse(null);
        account.lastActive = account.created;
        account.emailAddress = draft.emailAddress();
        account.passwordHash = draft.passwordHash();
        account.firstName = PersonName.cut(draft.firstName());
        account.lastName = PersonName.cut(draft.lastName());
        account.signUpUsageIntent = draft.usageIntent();
        account.org = draft.entrance() instanceof Entrance.Organization(String name) ? name : null;
        return account;
    }
}
