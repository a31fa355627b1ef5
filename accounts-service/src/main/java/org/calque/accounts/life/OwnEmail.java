package org.calque.accounts.life;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.invitations.Invited;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.mail.Mails;
import org.calque.accounts.signin.Endings;
import org.calque.accounts.signin.PasswordCheck;
import org.calque.accounts.signin.Passwords;
import org.calque.accounts.signup.Emails;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.facts.AccountChanged;
import org.hibernate.exception.ConstraintViolationException;

/// The change of the caller's own e-mail address. An account without a password gets the one that is given. Links that
/// were mailed to the old address set no password any more.
@ApplicationScoped
class OwnEmail {
    private static final int LONGEST_PASSWORD = 64;

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final Endings endings;
    private final Mails mails;
    private final Invited invited;
    private final Outbox outbox;
    private final Audit audit;

    /// How it ended.
    sealed interface Result {
        record Changed() implements Result {}

        record BadAddress() implements Result {}

        record ShortPassword() implements Result {}

        record LongPassword() implements Result {}

        record NoAccount() implements Result {}

        record WrongPassword() implements Result {}

        record TooMany(String text) implements Result {}

        record Taken(String address) implements Result {}
    }

    OwnEmail(
            AccountRepository accounts,
            Passwords passwords,
            PasswordCheck check,
            Endings endings,
            Mails mails,
            Invited invited,
            Outbox outbox,
            Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.check = check;
        this.endings = endings;
        this.mails = mails;
        this.invited = invited;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// @param shortestPassword a shorter one is refused unchecked
    Result change(Caller caller, String emailAddress, String password, int shortestPassword) {
        var address = Emails.normal(emailAddress);
        if (!Emails.isValid(address)) {
            return new Result.BadAddress();
        }
        if (password == null || password.length() < shortestPassword) {
            return new Result.ShortPassword();
        }
        var account = caller.isAccount() ? accounts.living(caller.id()) : Optional.<Account>empty();
        if (account.isEmpty()) {
            return new Result.NoAccount();
        }
        return passwords.inTurn(turn -> change(account.get(), caller, address, password, turn));
    }

    private Result change(Account account, Caller caller, String address, String password, Passwords.Turn turn) {
        if (account.passwordHash == null) {
            return password.length() > LONGEST_PASSWORD
                    ? new Result.LongPassword()
                    : keepOrTaken(account, caller, address, turn.hash(password));
        }
        return switch (check.check(turn, account.accountId, password, account.passwordHash, caller)) {
            case PasswordCheck.Result.TooMany(String text) -> new Result.TooMany(text);
            case PasswordCheck.Result.Wrong _ -> new Result.WrongPassword();
            case PasswordCheck.Result.Right _ -> keepOrTaken(account, caller, address, null);
        };
    }

    /// When two accounts want one address at the same moment, the database lets one of them have it.
    private Result keepOrTaken(Account account, Caller caller, String address, String firstPassword) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> keep(account, caller, address, firstPassword))
                    ? new Result.Changed()
                    : new Result.WrongPassword();
        } catch (ConstraintViolationException violation) {
            if ("accounts_email_address_key".equals(violation.getConstraintName())) {
                return new Result.Taken(address);
            }
            throw violation;
        }
    }

    private boolean keep(Account account, Caller caller, String address, String firstPassword) {
        if (!accounts.changeEmailAddress(account, address)) {
            return false;
        }
        if (firstPassword != null) {
            accounts.changePassword(account, firstPassword);
            audit.record(AuditEvent.PASSWORD_CHANGED, caller, account.accountId);
        }
        endings.ofResetLinks(account.accountId);
        mails.add(MailKind.VERIFY_EMAIL, account.accountId, address);
        invited.nowHas(account.accountId, address);
        outbox.add(new AccountChanged(account.accountId));
        audit.record(AuditEvent.EMAIL_CHANGED, caller, account.accountId);
        return true;
    }
}
