package org.calque.accounts.reset;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.calque.accounts.reset.PasswordResets.Redeemed;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ResetForgotPassword;
import org.calque.messages.accounts.ResetForgotPassword.Response;

@ApplicationScoped
class ResetForgotPasswordHandler implements Handler<ResetForgotPassword> {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 64;

    private final PasswordResets resets;

    ResetForgotPasswordHandler(PasswordResets resets) {
        this.resets = resets;
    }

    @Override
    public Outcome handle(ResetForgotPassword request, Caller caller) {
        var password = request.newPassword();
        return switch (resets.redeem(request.resetCode(), password, caller, account -> problem(password))) {
            case Redeemed.Changed _ -> done(new Response(false));
            case Redeemed.NoSuchLink() ->
                refused(Reason.NOT_FOUND, new Response("Password reset request is no longer valid."));
            case Redeemed.Unfit(String problem) -> refused(Reason.INVALID, new Response(problem));
        };
    }

    private static Optional<String> problem(String password) {
        return password.length() < SHORTEST || password.length() > LONGEST
                ? Optional.of("Password must be between 6 and 64 characters in length.")
                : Optional.empty();
    }
}
