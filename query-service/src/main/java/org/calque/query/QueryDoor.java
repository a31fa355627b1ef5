package org.calque.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.calque.kit.Answers;
import org.calque.kit.Call;
import org.calque.kit.Door;
import org.calque.messages.Event;
import org.calque.messages.Options;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.calque.messages.Request;
import org.calque.messages.Route;
import org.calque.messages.query.Query;
import org.calque.messages.query.UserQuery;

/// Where `query` and `user-query` come in, and leave while they are still being read.
@ApplicationScoped
class QueryDoor implements Door {
    private static final int BEHIND_THE_BODY_GATE = -800;

    private final Engine engine;
    private final Answers answers;
    private final QuerySettings settings;

    QueryDoor(Engine engine, Answers answers, QuerySettings settings) {
        this.engine = engine;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public Set<Class<? extends Request>> answers() {
        return Set.of(Query.class, UserQuery.class);
    }

    void open(@Observes Router router) {
        router.post("/events/" + Event.QUERY.wireName())
                .order(BEHIND_THE_BODY_GATE)
                .handler(http -> start(http, true));
        router.post("/v2/" + Route.USER_QUERY.path())
                .order(BEHIND_THE_BODY_GATE)
                .handler(http -> start(http, false));
    }

    private void start(RoutingContext http, boolean inMessage) {
        Thread.startVirtualThread(() -> answer(http, inMessage));
    }

    private void answer(RoutingContext http, boolean inMessage) {
        var call = Call.of(http);
        var reply = new Sending(http.response(), inMessage, settings.answerTimeout());
        var answer = new Answer(
                reply,
                new Answer.Limit(settings.maxAnswer(), "query.max-answer"),
                new Answer.Limit(settings.maxListAnswer(), "query.max-list-answer"));
        try {
            var body = http.body().buffer();
            var outcome = Answers.outcomeOf(
                    call, () -> ask(call, body == null ? null : body.getBytes(), inMessage, reply, answer));
            switch (outcome) {
                case Outcome.Done done -> reply.end(answer);
                case Outcome.Refused(Reason reason, var why) -> refuse(call, reply, answer, reason, why);
                case Outcome.Rejected(Reason reason, var why) -> refuse(call, reply, answer, reason, why);
            }
        } catch (Sending.ClientGone gone) {
            http.request().connection().close();
        }
    }

    private void refuse(Call call, Sending reply, Answer answer, Reason reason, Reply why) {
        if (answer.hasBegun()) {
            answer.cutOff();
            reply.fail(answer, why instanceof Problem(String error) ? error : why.toString());
        } else {
            reply.send(answers.declined(call, reason, why, reply.inMessage()));
        }
    }

    private Outcome ask(Call call, byte[] body, boolean inMessage, Sending reply, Answer answer) throws IOException {
        var given = Call.object(body);
        if (inMessage) {
            call.messageId(given.remove("id"));
            given.remove("event");
        }
        var limits = call.caller().limits();
        var beyondLimits = inMessage ? limits.refusalOf(Event.QUERY) : limits.refusalOf(Route.USER_QUERY);
        if (beyondLimits.isPresent()) {
            return Outcome.refused(Reason.FORBIDDEN, beyondLimits.get());
        }
        return switch (inMessage
                ? Event.QUERY.options().checkStrictly(given)
                : Route.USER_QUERY.options().checkLeniently(given)) {
            case Options.Checked.Wrong(String error) -> Outcome.refused(Reason.INVALID, error);
            case Options.Checked.Fine(ObjectNode checked) -> ask(call, checked, reply, answer);
        };
    }

    private Outcome ask(Call call, ObjectNode asked, Sending reply, Answer answer) {
        if (asked.path("multi_response").booleanValue()) {
            return Outcome.refused(Reason.INVALID, "multi_response queries aren't supported");
        }
        reply.surrounds(call.messageId(), asked);
        var changes = Optional.ofNullable(asked.get("changes")).map(it -> it.asBoolean(true));
        try {
            engine.answer(asked.get("query"), asked.get("options"), changes.orElse(false), call.caller(), answer);
            return Outcome.done(new Replies.Empty());
        } catch (QueryRefused refused) {
            return Outcome.refused(refused.reason(), refused.getMessage());
        } catch (Sending.ClientGone gone) {
            return Outcome.refused(Reason.UNAVAILABLE, gone.getMessage());
        }
    }
}
