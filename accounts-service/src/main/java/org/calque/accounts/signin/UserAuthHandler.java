package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.UserAuth;

@ApplicationScoped
class UserAuthHandler implements Handler<UserAuth> {
    private static final Outcome INCORRECT = refused(Reason.FORBIDDEN, "incorrect password");

    /// Stands for every id that is none.
    private static final UUID NOBODY = new UUID(0, 0);

    private final AccountRepository accounts;
    private final AuthTokens tokens;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final Attempts attempts;
    private final AccountsConfig.UserAuth config;

    UserAuthHandler(
            AccountRepository accounts,
            AuthTokens tokens,
            Passwords passwords,
            PasswordCheck check,
            Attempts attempts,
            AccountsConfig config) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.check = check;
        this.attempts = attempts;
        this.config = config.userAuth();
    }

    @Override
    public Outcome handle(UserAuth request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var id = Uuids.parse(request.accountId());
        var target = id.flatMap(accounts::living);
        if (caller.isAdmin() && request.password().isEmpty()) {
            return target.map(it -> token(it, caller)).orElse(refused(Reason.NOT_FOUND, "no such account"));
        }
        return passwords.inTurn(turn -> byPassword(id.orElse(NOBODY), target, request.password(), caller, turn));
    }

    /// An account that is not there takes as long as a wrong password, and counts as one.
    private Outcome byPassword(UUID id, Optional<Account> target, String password, Caller caller, Passwords.Turn turn) {
        var pair = caller.id() + " " + id;
        if (attempts.within(config.lock(), Kind.USER_AUTH, pair) > 0) {
            return locked();
        }
        var hash = target.map(it -> it.passwordHash).orElse(null);
        return switch (check.check(turn, id, password, hash, caller)) {
            case PasswordCheck.Result.TooMany _ -> locked();
            case PasswordCheck.Result.Wrong _ -> {
                attempts.add(Kind.USER_AUTH, pair);
                yield INCORRECT;
            }
            case PasswordCheck.Result.Right _ -> token(target.orElseThrow(), caller);
        };
    }

    private Outcome locked() {
        return refused(
                Reason.TOO_MANY,
                "banned -- please wait at least " + config.lock().toSeconds() + "s before trying again");
    }

    private Outcome token(Account target, Caller caller) {
        return target.banned
                ? refused(Reason.FORBIDDEN, "the account is banned")
                : done(new UserAuth.Token(tokens.make(target, caller)));
    }
}
