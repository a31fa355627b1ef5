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

    private final AccountRepository accounts;
    private final AuthTokens tokens;
    private final Passwords passwords;
    private final Attempts attempts;
    private final AccountsConfig.UserAuth config;

    UserAuthHandler(
            AccountRepository accounts,
            AuthTokens tokens,
            Passwords passwords,
            Attempts attempts,
            AccountsConfig config) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.attempts = attempts;
        this.config = config.userAuth();
    }

    @Override
    public Outcome handle(UserAuth request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var target = Uuids.parse(request.accountId()).flatMap(accounts::living);
        if (caller.isAdmin() && request.password().isEmpty()) {
            return target.map(it -> token(it, caller)).orElse(refused(Reason.NOT_FOUND, "no such account"));
        }
        return passwords.inTurn(turn -> byPassword(request, caller, target, turn));
    }

    private Outcome byPassword(UserAuth request, Caller caller, Optional<Account> target, Passwords.Turn turn) {
        var pair = caller.id() + " "
                + target.map(it -> it.accountId).map(UUID::toString).orElse(request.accountId());
        if (attempts.within(config.lock(), Kind.USER_AUTH, pair) > 0) {
            return refused(
                    Reason.TOO_MANY,
                    "banned -- please wait at least " + config.lock().toSeconds() + "s before trying again");
        }
        if (!turn.matches(request.password(), target.map(it -> it.passwordHash).orElse(null))) {
            attempts.add(Kind.USER_AUTH, pair);
            return INCORRECT;
        }
        return token(target.orElseThrow(), caller);
    }

    private Outcome token(Account target, Caller caller) {
        return done(new UserAuth.Token(tokens.make(target.accountId, caller)));
    }
}
