package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.life.OwnEmail.Result;
import org.calque.accounts.signup.PasswordStrength;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AccountsSetEmailAddress;

@ApplicationScoped
class AccountsSetEmailAddressHandler implements Handler<AccountsSetEmailAddress> {
    private final OwnEmail email;

    AccountsSetEmailAddressHandler(OwnEmail email) {
        this.email = email;
    }

    @Override
    public Outcome handle(AccountsSetEmailAddress request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "account_id is not valid");
        }
        var result = email.change(caller, request.emailAddress(), request.password(), PasswordStrength.SHORTEST);
        return switch (result) {
            case Result.Changed() -> done(new Replies.StatusSuccess());
            case Result.BadAddress() -> refused(Reason.INVALID, "email address is not valid");
            case Result.ShortPassword() -> refused(Reason.INVALID, "password must be at least 8 characters");
            case Result.LongPassword() -> refused(Reason.INVALID, "password must be at most 64 characters");
            case Result.NoAccount() -> refused(Reason.NOT_FOUND, "no such account");
            case Result.WrongPassword() -> refused(Reason.FORBIDDEN, "password is incorrect");
            case Result.TooMany(String text) -> refused(Reason.TOO_MANY, text);
            case Result.Taken(String address) ->
                refused(Reason.CONFLICT, "email address \"" + address + "\" is already in use by another account");
        };
    }
}
