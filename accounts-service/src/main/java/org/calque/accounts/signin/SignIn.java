package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;

/// The check of an e-mail address and a password, throttled: only failures count.
@ApplicationScoped
public class SignIn {
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    /// How a try ended.
    public sealed interface Result {
        record Welcome(Account account) implements Result {}

        record Banned() implements Result {}

        record Unknown() implements Result {}

        record WrongPassword() implements Result {}

        record TooMany(String text) implements Result {}
    }

    SignIn(AccountRepository accounts, Passwords passwords, SignInThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /// Counts, checks and counts again within one turn, so that many tries at once do not slip past the throttle.
    ///
    /// @param email   in lower case
    /// @param address of the client; may be null
    public Result check(String email, String password, String address) {
        return passwords.inTurn(turn -> {
            var tooMany = throttle.refusal(email, address);
            if (tooMany.isPresent()) {
                return new Result.TooMany(tooMany.get());
            }
            var account = accounts.byEmail(email);
            if (!turn.matches(password, hashOf(account))) {
                throttle.failed(email, address);
                return account.isEmpty() ? new Result.Unknown() : new Result.WrongPassword();
            }
            var welcome = account.orElseThrow();
            if (welcome.banned) {
                return new Result.Banned();
            }
            if (turn.isOutdated(welcome.passwordHash)) {
                accounts.rehash(welcome.accountId, turn.hash(password));
            }
            return new Result.Welcome(welcome);
        });
    }

    private static String hashOf(Optional<Account> account) {
        return account.map(it -> it.passwordHash).orElse(null);
    }
}
