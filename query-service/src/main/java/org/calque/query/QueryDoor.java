package org.calque.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.calque.kit.Answers;
import org.calque.kit.Call;
import org.calque.kit.Door;
import org.calque.kit.FunctionCalls;
import org.calque.kit.FunctionTexts;
import org.calque.messages.Event;
import org.calque.messages.Function;
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

/// Where `query`, `user-query` and `db.userQuery` come in, and leave while they are still being read.
@ApplicationScoped
class QueryDoor implements Door {
    private static final int BEHIND_THE_BODY_GATE = -800;

    /// Questions up to this size, in bytes, are looked at on the event loop.
    private static final int SHORT = 4 << 10;

    private final Engine engine;
    private final Answers answers;
    private final QuerySettings settings;
    private final Readers readers;

    QueryDoor(Engine engine, Answers answers, QuerySettings settings, Readers readers) {
        this.engine = engine;
        this.answers = answers;
        this.settings = settings;
        this.readers = readers;
    }

    @Override
    public Set<Class<? extends Request>> answers() {
        return Set.of(Query.class, UserQuery.class);
    }

    void open(@Observes Router router) {
        for (Way way : Way.values()) {
            router.post(way.path()).order(BEHIND_THE_BODY_GATE).handler(http -> start(http, way));
        }
    }

    private void start(RoutingContext http, Way way) {
        var buffer = http.body().buffer();
        var body = buffer == null ? new byte[0] : buffer.getBytes();
        var given = body.length <= SHORT ? given(body) : null;
        if (given != null && Question.isLikelyForOneRow(given.get("query"))) {
            readers.execute(() -> answer(http, way, () -> given));
        } else {
            Thread.startVirtualThread(() -> answer(http, way, () -> Call.object(body)));
        }
    }

    /// Null for what is not JSON: whoever answers finds out by himself, and says so.
    private static ObjectNode given(byte[] body) {
        try {
            return Call.object(body);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private void answer(RoutingContext http, Way way, Callable<ObjectNode> given) {
        var call = Call.of(http);
        var reply = new Sending(http.response(), way, settings.answerTimeout());
        var answer = new Answer(
                reply,
                new Answer.Limit(settings.maxAnswer(), "query.max-answer"),
                new Answer.Limit(settings.maxListAnswer(), "query.max-list-answer"));
        if (way == Way.FUNCTION) {
            // There is no place beside a bare answer to say that it broke off.
            answer.keepWhole();
        }
        try {
            var outcome = Answers.outcomeOf(call, () -> ask(call, given.call(), way, reply, answer));
            switch (way == Way.FUNCTION ? FunctionTexts.worded(Function.HUB_DB_USER_QUERY, outcome) : outcome) {
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
            reply.fail(answer, why instanceof Problem(String error, var _) ? error : why.toString());
        } else {
            reply.send(answers.declined(call, reason, why, reply.inMessage()));
        }
    }

    private Outcome ask(Call call, ObjectNode given, Way way, Sending reply, Answer answer) {
        return switch (way) {
            case EVENT -> {
                call.messageId(given.remove("id"));
                given.remove("event");
                yield ask(
                        call,
                        call.caller().limits().refusalOf(Event.QUERY),
                        () -> Event.QUERY.options().checkStrictly(given),
                        reply,
                        answer);
            }
            case ROUTE ->
                ask(
                        call,
                        call.caller().limits().refusalOf(Route.USER_QUERY),
                        () -> Route.USER_QUERY.options().checkLeniently(given),
                        reply,
                        answer);
            case FUNCTION ->
                switch (FunctionCalls.read(Function.HUB_DB_USER_QUERY, given, call.caller())) {
                    case FunctionCalls.Read.Wrong(var why) -> why;
                    case FunctionCalls.Read.Fields(var fields) -> ask(call, fields, reply, answer);
                };
        };
    }

    private Outcome ask(
            Call call, Optional<String> beyondLimits, Supplier<Options.Checked> check, Sending reply, Answer answer) {
        if (beyondLimits.isPresent()) {
            return Outcome.refused(Reason.FORBIDDEN, beyondLimits.get());
        }
        return switch (check.get()) {
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
