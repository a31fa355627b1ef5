package org.calque.kit;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Callable;
import org.calque.messages.Binder;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Reply;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/// Turns outcomes into HTTP answers, for API v1 and for API v2, and surprises into a general error whose cause is
/// logged once under the request id.
@ApplicationScoped
public class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);
    private static final String JSON = "application/json; charset=utf-8";
    private static final String PROBLEM_JSON = "application/problem+json";

    /// A message of API v1: `event` and `id` beside the reply's own fields. Some replies have no event.
    private record Message(
            String event, JsonNode id, @JsonUnwrapped Reply reply) {}

    private record ProblemDetails(String type, String title, int status, String detail, String instance) {}

    /// An answer that is ready to be sent.
    public record Written(int status, String type, byte[] body) {}

    /// Answers with status 200 and a message, unless the client wants problem details.
    Response inMessage(Call call, Callable<Outcome> work) {
        return answer(call, outcomeOf(call, work), true);
    }

    /// Answers with status 200 and the bare reply, unless the client wants problem details.
    public Response bare(Call call, Callable<Outcome> work) {
        return answer(call, outcomeOf(call, work), false);
    }

    /// Writes why a call was declined, for those who answer without [Response].
    public Written declined(Call call, Reason reason, Reply reply, boolean inMessage) {
        return declined(call, reason, reply, inMessage, 200);
    }

    /// What work comes to: surprises are logged, and told in general words.
    public static Outcome outcomeOf(Call call, Callable<Outcome> work) {
        MDC.put("requestId", call.caller().requestId());
        try {
            return work.call();
        } catch (Binder.Mismatch mismatch) {
            return Outcome.refused(Reason.INVALID, mismatch.getMessage());
        } catch (Unavailable unavailable) {
            LOG.warnf("%s, asked by %s", unavailable.getMessage(), call.caller());
            return Outcome.refused(Reason.UNAVAILABLE, unavailable.getMessage());
        } catch (Elsewhere notHere) {
            throw notHere;
        } catch (Exception | StackOverflowError surprise) {
            LOG.errorf(surprise, "request %s failed", call.caller().requestId());
            return Outcome.refused(
                    Reason.UNAVAILABLE,
                    "something went wrong on the server; its log tells more under request "
                            + call.caller().requestId());
        } finally {
            MDC.remove("requestId");
        }
    }

    private static Response answer(Call call, Outcome outcome, boolean inMessage) {
        return switch (outcome) {
            case Outcome.Done(Reply reply, var cookies) -> {
                var answer = Response.ok(write(inMessage ? message(call, reply) : reply), JSON);
                cookies.forEach(cookie -> answer.header("Set-Cookie", cookie));
                if (reply instanceof Replies.Shared(var _, var fresh)) {
                    answer.header("Cache-Control", "public, max-age=" + fresh.toSeconds());
                }
                yield answer.build();
            }
            case Outcome.Refused(Reason reason, Reply reply) -> sent(declined(call, reason, reply, inMessage, 200));
            case Outcome.Rejected(Reason reason, Reply reply) ->
                sent(declined(call, reason, reply, inMessage, reason.status()));
        };
    }

    private static Response sent(Written answer) {
        return Response.status(answer.status())
                .type(answer.type())
                .entity(answer.body())
                .build();
    }

    private static Written declined(Call call, Reason reason, Reply reply, boolean inMessage, int plainStatus) {
        return call.wantsProblemDetails()
                ? new Written(reason.status(), PROBLEM_JSON, write(details(call, reason, reply)))
                : new Written(plainStatus, JSON, write(inMessage ? message(call, reply) : reply));
    }

    private static Message message(Call call, Reply reply) {
        var named = reply.getClass().getAnnotation(JsonTypeName.class);
        return new Message(named == null ? null : named.value(), call.messageId(), reply);
    }

    private static ProblemDetails details(Call call, Reason reason, Reply reply) {
        String detail = reply instanceof Problem(String error, var _) ? error : new String(write(reply));
        return new ProblemDetails(
                "about:blank",
                reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                reason.status(),
                detail,
                "urn:calque:request:" + call.caller().requestId());
    }

    private static byte[] write(Object reply) {
        try {
            return Json.MAPPER.writeValueAsBytes(reply);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a reply cannot be written", unwritable);
        }
    }
}
