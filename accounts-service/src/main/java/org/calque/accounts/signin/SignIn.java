package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.audit.Masked;
import org.calque.messages.Caller;

/// The check of an e-mail address and a password, throttled: only failures count.
@ApplicationScoped
public class SignIn {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Audit audit;

    /// How a try ended.
    public sealed interface Result {
        record Welcome(Account account) implements Result {}

        record Banned() implements Result {}

        record Unknown() implements Result {}

        record WrongPassword() implements Result {}

        record TooMany(String text) implements Result {}
    }

    SignIn(AccountRepository accounts, Passwords passwords, Throttle throttle, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
    }

    /// Counts, checks and counts again within one turn, so that many tries at once do not slip past the throttle.
    ///
    /// @param email in lower case
    /// @param by    who tries
    public Result check(String email, String password, Caller by) {
        return passwords.inTurn(turn -> {
            var tooMany = throttle.refusalOfSignIn(email, by.address());
            if (tooMany.isPresent()) {
                return new Result.TooMany(tooMany.get());
            }
            var account = accounts.byEmail(email);
            if (!turn.matches(password, hashOf(account))) {
                throttle.signInFailed(email, by.address());
                return account.isEmpty() ? unknown(email, by) : wrongPassword(account.get(), by);
            }
            var welcome = account.orElseThrow();
            if (welcome.banned) {
                failed(by, welcome.accountId, Map.of("reason", "banned"));
                return new Result.Banned();
            }
            if (turn.isOutdated(welcome.passwordHash)) {
                var renewed = turn.hash(password);
                accounts.rehash(welcome.accountId, welcome.passwordHash, renewed);
                welcome.passwordHash = renewed;
            }
            return new Result.Welcome(welcome);
        });
    }

    /// The log tells of an unknown address only a hint: it may well be a password in the wrong field.
    private Result unknown(String email, Caller by) {
        failed(by, null, Map.of("reason", "unknown address", "email_address", Masked.email(email)));
        return new Result.Unknown();
    }

    private Result wrongPassword(Account account, Caller by) {
        failed(by, account.accountId, Map.of("reason", "wrong password"));
        return new Result.WrongPassword();
    }

    private void failed(Caller by, UUID target, Map<String, ?> details) {
        audit.recordAlone(AuditEvent.SIGN_IN_FAILED, by, target, details);
    }

    private static String hashOf(Optional<Account> account) {
        return account.map(it -> it.passwordHash).orElse(null);
    }
}
