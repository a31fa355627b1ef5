package org.calque.accounts.signin;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.calque.accounts.Account;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.signin.SignIn.Result;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthSignIn;

@ApplicationScoped
class AuthSignInHandler implements Handler<AuthSignIn> {
    static final int LONGEST_PASSWORD = 64;

    private final SignIn signIn;
    private final Sessions sessions;
    private final String helpEmail;

    AuthSignInHandler(SignIn signIn, Sessions sessions, AccountsConfig config) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.helpEmail = config.signIn().helpEmail();
    }

    @Override
    public Outcome handle(AuthSignIn request, Caller caller) {
        if (request.email() == null || request.password() == null) {
            return problem(Reason.INVALID, "email and password must be given");
        }
        if (request.password().length() > LONGEST_PASSWORD) {
            return problem(Reason.INVALID, "The password must be shorter than 64 characters.");
        }
        var email = request.email().strip().toLowerCase(Locale.ROOT);
        return switch (signIn.check(email, request.password(), caller)) {
            case Result.Welcome(Account account) ->
                new Outcome.Done(new AuthSignIn.SignedIn(account.accountId), sessions.start(account, caller));
            case Result.TooMany(String text) -> refused(Reason.TOO_MANY, text);
            case Result.Unknown() -> problem(Reason.UNAUTHENTICATED, "no account with email address '" + email + "'");
            case Result.WrongPassword() -> problem(Reason.UNAUTHENTICATED, "password for '" + email + "' is incorrect");
            case Result.Banned() ->
                problem(
                        Reason.FORBIDDEN,
                        "'" + email + "' is banned -- if you think this is a mistake, please email " + helpEmail
                                + " and explain.");
        };
    }

    private static Outcome problem(Reason reason, String text) {
        return refused(reason, "Problem signing into account -- " + text + ".");
    }
}
