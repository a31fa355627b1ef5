package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.calque.accounts.Account;
import org.calque.accounts.life.OwnPassword.Result;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsSetPassword;

@ApplicationScoped
class AccountsSetPasswordHandler implements Handler<AccountsSetPassword> {
    private final OwnPassword password;

    AccountsSetPasswordHandler(OwnPassword password) {
        this.password = password;
    }

    @Override
    public Outcome handle(AccountsSetPassword request, Caller caller) {
        var present = Objects.requireNonNullElse(request.currentPassword(), "");
        var wanted = Objects.requireNonNullElse(request.newPassword(), "");
        return switch (password.change(caller, present, wanted, account -> problem(wanted, account))) {
            case Result.Changed() -> done(new Replies.StatusSuccess());
            case Result.NoAccount() -> refused(Reason.UNAUTHENTICATED, "No such account");
            case Result.WrongPassword() -> refused(Reason.FORBIDDEN, "Current password is incorrect.");
            case Result.TooMany(String text) -> refused(Reason.TOO_MANY, text);
            case Result.Unfit(String problem) -> refused(Reason.INVALID, problem);
        };
    }

    private static Optional<String> problem(String password, Account account) {
        if (password.length() < PasswordStrength.SHORTEST) {
            return Optional.of("Password is too weak. It must be at least 8 characters long.");
        }
        return PasswordStrength.problem(password, account);
    }
}
