package org.calque.accounts.life;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.signin.Endings;
import org.calque.accounts.signin.PasswordCheck;
import org.calque.accounts.signin.Passwords;
import org.calque.accounts.signin.Session;
import org.calque.messages.Caller;

/// The change of the caller's own password. Other sessions of the account end, and the tokens by which somebody signs
/// in as it; keys stay.
@ApplicationScoped
class OwnPassword {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final Endings endings;
    private final Audit audit;

    /// How it ended.
    sealed interface Result {
        record Changed() implements Result {}

        record NoAccount() implements Result {}

        record WrongPassword() implements Result {}

        record TooMany(String text) implements Result {}

        /// The new password is not good enough.
        record Unfit(String problem) implements Result {}
    }

    OwnPassword(AccountRepository accounts, Passwords passwords, PasswordCheck check, Endings endings, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.check = check;
        this.endings = endings;
        this.audit = audit;
    }

    /// An account without a password needs not tell one.
    ///
    /// @param rule what is wrong with the new password for this account, if anything
    Result change(Caller caller, String present, String wanted, Function<Account, Optional<String>> rule) {
        var account = caller.isAccount() ? accounts.living(caller.id()) : Optional.<Account>empty();
        return account.isEmpty()
                ? new Result.NoAccount()
                : passwords.inTurn(turn -> change(account.get(), caller, present, wanted, rule, turn));
    }

    private Result change(
            Account account,
            Caller caller,
            String present,
            String wanted,
            Function<Account, Optional<String>> rule,
            Passwords.Turn turn) {
        if (account.passwordHash != null) {
            switch (check.check(turn, account.accountId, present, account.passwordHash, caller)) {
                case PasswordCheck.Result.TooMany(String text) -> {
                    return new Result.TooMany(text);
                }
                case PasswordCheck.Result.Wrong _ -> {
                    return new Result.WrongPassword();
                }
                case PasswordCheck.Result.Right _ -> {
                    // Now the new one may be looked at.
                }
            }
        }
        var problem = rule.apply(account);
        if (problem.isPresent()) {
            return new Result.Unfit(problem.get());
        }
        var hash = turn.hash(wanted);
        return QuarkusTransaction.requiringNew().call(() -> keep(account, hash, caller))
                ? new Result.Changed()
                : new Result.WrongPassword();
    }

    /// Of two changes at once the second finds that the password it has told is not the present one any longer.
    private boolean keep(Account account, String hash, Caller caller) {
        if (!accounts.changePassword(account, hash)) {
            return false;
        }
        endings.ofSessions(account.accountId, Session.of(caller).orElse(null));
        endings.ofAuthTokens(account.accountId);
        endings.ofResetLinks(account.accountId);
        audit.record(AuditEvent.PASSWORD_CHANGED, caller, account.accountId);
        return true;
    }
}
