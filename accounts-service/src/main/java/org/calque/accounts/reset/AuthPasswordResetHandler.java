package org.calque.accounts.reset;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.mail.MailKind;
import org.calque.accounts.reset.PasswordResets.Asked;
import org.calque.accounts.signup.Emails;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthPasswordReset;

@ApplicationScoped
class AuthPasswordResetHandler implements Handler<AuthPasswordReset> {
    private final PasswordResets resets;

    AuthPasswordResetHandler(PasswordResets resets) {
        this.resets = resets;
    }

    @Override
    public Outcome handle(AuthPasswordReset request, Caller caller) {
        var email = Emails.normal(request.email());
        if (email.isEmpty()) {
            return refused(Reason.INVALID, "email must be given");
        }
        return switch (resets.ask(MailKind.PASSWORD_RESET, email, caller)) {
            case Asked.Mailed() ->
                done(new AuthPasswordReset.Sent("Password reset email successfully sent to " + email + "."));
            case Asked.NotMailed(String why) ->
                refused(Reason.UNAVAILABLE, "Sending password reset email failed -- " + why);
            case Asked.Unknown() -> refused(Reason.NOT_FOUND, "There is no account with email \"" + email + "\".");
            case Asked.TooMany(boolean byAddress) ->
                refused(
                        Reason.TOO_MANY,
                        byAddress
                                ? "Too many password resets were asked for from your computer. Wait an hour, then try again."
                                : "We recently sent multiple password resets for \"" + email
                                        + "\".  Check your email or wait a while and try later.");
        };
    }
}
