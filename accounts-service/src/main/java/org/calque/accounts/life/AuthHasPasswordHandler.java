package org.calque.accounts.life;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.accounts.AccountRepository;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.AuthHasPassword;

@ApplicationScoped
class AuthHasPasswordHandler implements Handler<AuthHasPassword> {
    private final AccountRepository accounts;

    AuthHasPasswordHandler(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Outcome handle(AuthHasPassword request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        return done(new AuthHasPassword.Answer(
                accounts.living(caller.id()).map(it -> it.passwordHash != null).orElse(false)));
    }
}
