package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.UnlinkPassport;

@ApplicationScoped
class UnlinkPassportHandler implements Handler<UnlinkPassport> {
    private static final Outcome NO_ID = refused(
            Reason.INVALID,
            "invalid parameters 'Error: misc.defaults -- TypeError: property 'id' must be specified: '");

    private final Passports passports;

    UnlinkPassportHandler(Passports passports) {
        this.passports = passports;
    }

    @Override
    public Outcome handle(UnlinkPassport request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (caller.messageId().equals(caller.requestId())) {
            return NO_ID;
        }
        passports.unlink(caller, request.strategy() + "-" + caller.messageId());
        return done(new Replies.Success());
    }
}
