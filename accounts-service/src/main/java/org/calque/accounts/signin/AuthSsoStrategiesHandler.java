package org.calque.accounts.signin;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Replies;
import org.calque.messages.accounts.AuthSsoStrategies;

@ApplicationScoped
class AuthSsoStrategiesHandler implements Handler<AuthSsoStrategies> {
    @Override
    public Outcome handle(AuthSsoStrategies request, Caller caller) {
        return done(new Replies.Bare(List.of()));
    }
}
