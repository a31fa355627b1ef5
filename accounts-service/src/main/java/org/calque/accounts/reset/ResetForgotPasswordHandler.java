package org.calque.accounts.reset;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.reset.PasswordResets.Redeemed;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ResetForgotPassword;
import org.calque.messages.accounts.ResetForgotPassword.Response;

@ApplicationScoped
class ResetForgotPasswordHandler implements Handler<ResetForgotPassword> {
    private final PasswordResets resets;

    ResetForgotPasswordHandler(PasswordResets resets) {
        this.resets = resets;
    }

    @Override
    public Outcome handle(ResetForgotPassword request, Caller caller) {
        var password = request.newPassword();
        return switch (resets.redeem(
                request.resetCode(), password, caller, account -> PasswordStrength.problemOfLength(password))) {
            case Redeemed.Changed _ -> done(new Response(false));
            case Redeemed.NoSuchLink() ->
                refused(Reason.NOT_FOUND, new Response("Password reset request is no longer valid."));
            case Redeemed.Unfit(String problem) -> refused(Reason.INVALID, new Response(problem));
        };
    }
}
