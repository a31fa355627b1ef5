package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.calque.local.stories.fuzz.Caller.Kind;
import org.calque.reference.Schemas;

/// Says what is wrong with a reply.
final class Verdict {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// What only somebody with the source has a use for.
    private static final Pattern INSIDES = Pattern.compile("\\bat [\\w.$]+\\([\\w.]+(:\\d+)?\\)"
            + "|\\b(org\\.(calque|postgresql|hibernate|jboss)|io\\.(quarkus|vertx|netty|smallrye)|java|javax|jakarta)\\.\\w+\\.\\w+"
            + "|[A-Z]\\w+Exception\\b|SQLSTATE|SQL \\[|relation \"\\w+\" does|violates \\w+[- ]\\w* ?constraint");

    /// How surprises are told to clients, and how a part that does not answer is.
    private static final Pattern SURPRISE =
            Pattern.compile("something went wrong|broke off|does not answer|did not answer|is busy");

    /// For clients that prefer problem details, which OpenAPI says of every operation.
    private static final int NOT_OFFERED = 501;

    private final Schemas schemas;
    private final BridgeFunctions functions;
    private final Set<String> hermitsMarks;

    /// @param kind  short, the same for all replies that are wrong in this way
    record Wrong(String kind, String detail) {}

    Verdict(JsonNode document, Set<String> hermitsMarks) {
        this.schemas = new Schemas(document);
        this.functions = new BridgeFunctions(document);
        this.hermitsMarks = hermitsMarks;
    }

    Optional<Wrong> on(Call call, Reply reply) {
        if (reply.failure() != null) {
            return wrong(reply.failure(), "after " + reply.took().toMillis() + " ms");
        }
        var text = new String(reply.body(), UTF_8);
        if (call.caller().kind() != Kind.ADMINISTRATOR && hermitsMarks.stream().anyMatch(text::contains)) {
            return wrong("tells what is somebody else's", text);
        }
        if (SURPRISE.matcher(text).find() && isError(text)) {
            return wrong("a surprise", text);
        }
        if (reply.status() >= 500
                && reply.status() != NOT_OFFERED
                && !call.operation().tellsOf(refusal(text))) {
            return wrong("status " + reply.status(), text);
        }
        return form(call, reply, text);
    }

    private static String refusal(String text) {
        try {
            return STRICT.readTree(text).path("detail").asText();
        } catch (JsonProcessingException unreadable) {
            return "";
        }
    }

    private Optional<Wrong> form(Call call, Reply reply, String text) {
        if (reply.body().length == 0 && call.operation().repliesWithNothing(reply.status())) {
            return Optional.empty();
        }
        var schema = call.operation().reply(reply.status(), reply.type());
        if (schema.isEmpty()) {
            return wrong("no such reply: " + reply.status() + " " + reply.type(), text);
        }
        if (!schema.get().contains("json")) {
            return Optional.empty();
        }
        if (INSIDES.matcher(text).find() && isError(text)) {
            return wrong(
                    "shows its insides",
                    INSIDES.matcher(text).results().findFirst().orElseThrow().group() + " in " + text);
        }
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(reply.body()));
            var value = STRICT.readTree(text);
            var asked =
                    value.has("error") || reply.status() != 200 ? Optional.<String>empty() : functions.resultOf(call);
            var misfits = schemas.at(asked.orElse(schema.get())).misfits(value);
            return misfits.isEmpty()
                    ? Optional.empty()
                    : wrong("out of schema: " + reply.status(), String.join("; ", misfits) + ": " + text);
        } catch (JsonProcessingException | CharacterCodingException unreadable) {
            return wrong("no JSON", unreadable.getMessage() + ": " + text);
        }
    }

    private static boolean isError(String text) {
        return text.startsWith("{\"error\"") || text.startsWith("{\"event\":\"error\"") || text.contains("\"detail\":");
    }

    private static Optional<Wrong> wrong(String kind, String detail) {
        return Optional.of(new Wrong(kind, detail));
    }
}
