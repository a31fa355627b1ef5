package org.calque.query;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.query.Query;

@ApplicationScoped
class QueryHandler implements Handler<Query> {
    private final Engine engine;

    QueryHandler(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Outcome handle(Query request, Caller caller) {
        if (Boolean.TRUE.equals(request.multiResponse())) {
            return Outcome.refused(Reason.INVALID, "multi_response queries aren't supported");
        }
        var wantsChanges = request.changes() != null && request.changes().asBoolean(true);
        try {
            var answer = engine.answer(request.query(), request.options(), wantsChanges, caller);
            return Outcome.done(new Query.Result(answer, false, request.options(), request.changes()));
        } catch (QueryRefused refused) {
            return Outcome.refused(refused.reason(), refused.getMessage());
        }
    }
}
