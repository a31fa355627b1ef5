package org.calque.kit;

import java.util.List;
import org.calque.messages.Function;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Reply;

/// How the bridge says what an operation has come to.
public final class FunctionTexts {
    private static final String RAISED = "Error: ";

    private FunctionTexts() {}

    /// The same outcome, with its refusal in the words of the bridge: the reason alone, and before it what kind of
    /// error
    /// was raised.
    public static Outcome worded(Function function, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> new Outcome.Done(done.reply(), List.of());
            case Outcome.Refused(var reason, var reply) ->
                Outcome.refused(reason, raised(function.worded(reasonIn(reply))));
            case Outcome.Rejected(var reason, var reply) ->
                Outcome.refused(reason, raised(function.worded(reasonIn(reply))));
        };
    }

    private static String raised(String words) {
        return words.startsWith(RAISED) ? words : RAISED + words;
    }

    private static String reasonIn(Reply reply) {
        return reply instanceof Problem(var _, String reason)
                ? reason
                : Json.MAPPER.valueToTree(reply).path("error").asText("the call was refused");
    }
}
