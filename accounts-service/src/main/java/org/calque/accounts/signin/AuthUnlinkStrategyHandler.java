package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AuthUnlinkStrategy;

@ApplicationScoped
class AuthUnlinkStrategyHandler implements Handler<AuthUnlinkStrategy> {
    private final Passports passports;

    AuthUnlinkStrategyHandler(Passports passports) {
        this.passports = passports;
    }

    @Override
    public Outcome handle(AuthUnlinkStrategy request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        if (request.name() == null || request.name().isEmpty()) {
            return refused(Reason.INVALID, "name must be a nonempty string");
        }
        passports.unlink(caller, request.name());
        return done(new Replies.Ok());
    }
}
