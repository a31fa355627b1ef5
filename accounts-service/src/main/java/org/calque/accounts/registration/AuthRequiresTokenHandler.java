package org.calque.accounts.registration;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AuthRequiresToken;

@ApplicationScoped
class AuthRequiresTokenHandler implements Handler<AuthRequiresToken> {
    private final RegistrationTokens tokens;

    AuthRequiresTokenHandler(RegistrationTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Outcome handle(AuthRequiresToken request, Caller caller) {
        return done(new Replies.Bare(tokens.areRequired()));
    }
}
