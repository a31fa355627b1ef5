package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.RevokeAuthToken;

@ApplicationScoped
class RevokeAuthTokenHandler implements Handler<RevokeAuthToken> {
    private final AuthTokens tokens;

    RevokeAuthTokenHandler(AuthTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Outcome handle(RevokeAuthToken request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        tokens.revoke(request.authToken(), caller);
        return done(new Replies.Success());
    }
}
