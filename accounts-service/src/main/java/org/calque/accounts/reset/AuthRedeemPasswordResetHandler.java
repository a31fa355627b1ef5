package org.calque.accounts.reset;

import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.calque.accounts.reset.PasswordResets.Redeemed;
import org.calque.accounts.signin.Sessions;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthRedeemPasswordReset;

@ApplicationScoped
class AuthRedeemPasswordResetHandler implements Handler<AuthRedeemPasswordReset> {
    private final PasswordResets resets;
    private final Sessions sessions;

    AuthRedeemPasswordResetHandler(PasswordResets resets, Sessions sessions) {
        this.resets = resets;
        this.sessions = sessions;
    }

    @Override
    public Outcome handle(AuthRedeemPasswordReset request, Caller caller) {
        var password = Objects.requireNonNullElse(request.password(), "");
        if (password.length() < PasswordStrength.SHORTEST) {
            return refused(Reason.INVALID, "password is too short");
        }
        var secret = Objects.requireNonNullElse(request.passwordResetId(), "");
        return switch (resets.redeem(
                secret, password, caller, account -> PasswordStrength.problem(password, account))) {
            case Redeemed.Changed(var account) ->
                new Outcome.Done(new AuthRedeemPasswordReset.SignedIn(account), sessions.start(account, caller));
            case Redeemed.NoSuchLink() -> refused(Reason.NOT_FOUND, "Password reset no longer valid.");
            case Redeemed.Unfit(String problem) -> refused(Reason.INVALID, problem);
        };
    }
}
