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
import org.calque.messages.accounts.ForgotPassword;
import org.calque.messages.accounts.ForgotPassword.Response;

@ApplicationScoped
class ForgotPasswordHandler implements Handler<ForgotPassword> {
    private final PasswordResets resets;

    ForgotPasswordHandler(PasswordResets resets) {
        this.resets = resets;
    }

    @Override
    public Outcome handle(ForgotPassword request, Caller caller) {
        var email = Emails.normal(request.emailAddress());
        if (!Emails.isValid(email)) {
            return refused(Reason.INVALID, new Response("Invalid email address."));
        }
        return switch (resets.ask(MailKind.FORGOT_PASSWORD, email, caller)) {
            case Asked.Mailed() -> done(new Response(false));
            case Asked.NotMailed(String why) ->
                refused(Reason.UNAVAILABLE, new Response("Sending password reset email failed -- " + why));
            case Asked.Unknown() -> refused(Reason.NOT_FOUND, new Response("No account with e-mail address " + email));
            case Asked.TooMany(boolean byAddress) ->
                refused(
                        Reason.TOO_MANY,
                        new Response("Too many password resets were asked for "
                                + (byAddress ? "from your computer" : "for this e-mail address")
                                + ". Wait an hour, then try again."));
        };
    }
}
