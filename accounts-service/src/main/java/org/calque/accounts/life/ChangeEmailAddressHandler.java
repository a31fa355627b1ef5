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
import org.calque.messages.accounts.ChangeEmailAddress;

@ApplicationScoped
class ChangeEmailAddressHandler implements Handler<ChangeEmailAddress> {
    private final OwnEmail email;

    ChangeEmailAddressHandler(OwnEmail email) {
        this.email = email;
    }

    @Override
    public Outcome handle(ChangeEmailAddress request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        var result =
                email.change(caller, request.newEmailAddress(), request.password(), PasswordStrength.SHORTEST_OF_V1);
        return switch (result) {
            case Result.Changed() -> done(new ChangeEmailAddress.Changed());
            case Result.BadAddress() -> refused(Reason.INVALID, "Error: email address is not valid");
            case Result.ShortPassword() -> refused(Reason.INVALID, "Error: password must be at least 6 characters");
            case Result.LongPassword() -> refused(Reason.INVALID, "Error: password must be at most 64 characters");
            case Result.NoAccount() -> refused(Reason.NOT_FOUND, "Error: no such account");
            case Result.WrongPassword() -> refused(Reason.FORBIDDEN, "Error: password is incorrect");
            case Result.TooMany(String text) -> refused(Reason.TOO_MANY, "Error: " + text);
            case Result.Taken(String address) ->
                refused(
                        Reason.CONFLICT,
                        "Error: email address \"" + address + "\" is already in use by another account");
        };
    }
}
