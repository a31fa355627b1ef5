package org.calque.query;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.query.UserQuery;

@ApplicationScoped
class UserQueryHandler implements Handler<UserQuery> {
    private final Engine engine;

    UserQueryHandler(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Outcome handle(UserQuery request, Caller caller) {
        try {
            return Outcome.done(new UserQuery.Result(engine.answer(request.query(), null, false, caller)));
        } catch (QueryRefused refused) {
            return Outcome.refused(refused.reason(), refused.getMessage());
        }
    }
}
