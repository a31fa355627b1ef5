package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.RevokeAuthToken;

/// Whoever has a token may end it: with it he could do far more.
@ApplicationScoped
class RevokeAuthTokenHandler implements Handler<RevokeAuthToken> {
    private final AuthTokens tokens;
    private final Audit audit;

    RevokeAuthTokenHandler(AuthTokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Outcome handle(RevokeAuthToken request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        tokens.revoke(request.authToken())
                .ifPresent(owner -> audit.record(AuditEvent.REVOKE_AUTH_TOKEN, caller, owner));
        return done(new Replies.Success());
    }
}
