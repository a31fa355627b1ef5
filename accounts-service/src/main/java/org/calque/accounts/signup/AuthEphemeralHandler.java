package org.calque.accounts.signup;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.registration.RegistrationTokens;
import org.calque.accounts.signin.Sessions;
import org.calque.accounts.signup.Draft.Entrance;
import org.calque.accounts.signup.NewAccounts.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthEphemeral;

/// An account for a visitor who stays for an hour: [EphemeralAccounts] ends it.
@ApplicationScoped
class AuthEphemeralHandler implements Handler<AuthEphemeral> {
    private final NewAccounts newAccounts;
    private final RegistrationTokens tokens;
    private final Sessions sessions;
    private final Clock clock;
    private final AccountsConfig.SignUp config;

    AuthEphemeralHandler(
            NewAccounts newAccounts, RegistrationTokens tokens, Sessions sessions, Clock clock, AccountsConfig config) {
        this.newAccounts = newAccounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
        this.config = config.signUp();
    }

    @Override
    public Outcome handle(AuthEphemeral request, Caller caller) {
        var token = request.registrationToken();
        if (token == null || token.isBlank()) {
            return refused(Reason.INVALID, "Registration token required.");
        }
        // What follows tells a right guess from a wrong one, and wrong ones count.
        if (newAccounts.areTooManyFrom(caller.address(), config.limit())) {
            return tooMany(caller);
        }
        if (tokens.isForAccountsThatStay(token)) {
            return refused(Reason.FORBIDDEN, "This registration token is not configured for ephemeral accounts.");
        }
        return switch (newAccounts.make(draft(token, caller), caller)) {
            case Result.Made(var account, var apiKey) ->
                new Outcome.Done(new AuthEphemeral.SignedUp(account), sessions.start(account, caller));
            case Result.NotAdmitted(String why) -> refused(Reason.FORBIDDEN, "Issue with registration token -- " + why);
            case Result.EmailTaken taken -> throw new IllegalStateException("there is no address to be taken");
            case Result.TooMany() -> tooMany(caller);
        };
    }

    private static Outcome tooMany(Caller caller) {
        return refused(
                Reason.TOO_MANY,
                "Too many accounts are being created from the ip address " + caller.address() + "; try again later.");
    }

    private Draft draft(String token, Caller caller) {
        return new Draft(
                "Ephemeral",
                "User-" + clock.instant().getEpochSecond(),
                null,
                null,
                null,
                caller.address(),
                config.limit(),
                new Entrance.Ephemeral(token),
                config.firstProject(),
                false);
    }
}
