package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.life.OwnPassword.Result;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ChangePassword;
import org.calque.messages.accounts.ChangePassword.Changed;

@ApplicationScoped
class ChangePasswordHandler implements Handler<ChangePassword> {
    private final OwnPassword password;

    ChangePasswordHandler(OwnPassword password) {
        this.password = password;
    }

    @Override
    public Outcome handle(ChangePassword request, Caller caller) {
        return switch (password.change(
                caller,
                request.oldPassword(),
                request.newPassword(),
                account -> PasswordStrength.problemOfLength(request.newPassword()))) {
            case Result.Changed() -> done(new Changed(null));
            case Result.NoAccount() -> refused(Reason.UNAUTHENTICATED, "must be signed in");
            case Result.WrongPassword() -> refused(Reason.FORBIDDEN, new Changed("invalid old password"));
            case Result.TooMany(String text) -> refused(Reason.TOO_MANY, new Changed(text));
            case Result.Unfit(String problem) -> refused(Reason.INVALID, Changed.wrong("new_password", problem));
        };
    }
}
