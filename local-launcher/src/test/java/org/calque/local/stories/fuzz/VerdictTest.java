package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.calque.local.stories.fuzz.Caller.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verdict finds what was planted, so that its silence in [FuzzTest] means something.
class VerdictTest {
    private static final JsonNode DOCUMENT = read("""
            {"paths": {"/ping": {"post": {"responses": {
              "200": {"content": {"application/json": {"schema": {"anyOf": [
                {"$ref": "#/components/schemas/Pong"}, {"$ref": "#/components/schemas/Error"}]}}}},
              "default": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}}}}},
             "components": {"schemas": {
              "Pong": {"type": "object", "properties": {"now": {"type": "string"}}, "required": ["now"]},
              "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}}}}""");
    private static final Operation PING = Operation.all(DOCUMENT).getFirst();
    private static final String MARK = "canary";

    private final Verdict verdict = new Verdict(DOCUMENT, Set.of(MARK));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 | {'now':'noon'}",
                "200 | {'error':'TypeError: property must be specified'}",
                "404 | {'error':'not found'}"
            })
    void whatIsPublishedIsFine(int status, String body) {
        assertEquals("", kind(status, body, Kind.OWNER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "500 | {'error':'not today'}                                         | status 500",
                "503 | {'error':'not today'}                                         | status 503",
                "200 | {'now':12}                                                    | out of schema: 200",
                "200 | {'now':'noon','then':'never'}                                 | out of schema: 200",
                "200 | {}                                                            | out of schema: 200",
                "404 | {'now':'noon'}                                                | out of schema: 404",
                "200 | {'now':'noon'                                                 | no JSON",
                "200 | {'now':'noon'}x                                               | no JSON",
                "200 | {'error':'something went wrong on the server'}                | a surprise",
                "200 | {'error':'java.lang.NullPointerException'}                    | shows its insides",
                "200 | {'error':'x\\n  at org.calque.Main.main(Main.java:3)'}        | shows its insides",
                "200 | {'error':'duplicate key violates unique constraint'}          | shows its insides",
                "200 | {'error':'there is canary in the mine'}                       | tells what is somebody else's"
            })
    void whatIsPlantedIsFound(int status, String body, String kind) {
        assertEquals(kind, kind(status, body, Kind.OWNER));
    }

    @Test
    void administratorsMaySeeWhatIsOthers() {
        assertEquals("", kind(200, "{'now':'canary'}", Kind.ADMINISTRATOR));
    }

    @Test
    void aReplyThatDoesNotComeIsFound() {
        assertEquals("hangs", kind(Reply.none(Wire.LIMIT, "hangs"), Kind.OWNER));
    }

    @Test
    void aTypeThatIsNotPublishedIsFound() {
        assertEquals(
                "no such reply: 200 text/html",
                kind(new Reply(200, "text/html", "<p>".getBytes(UTF_8), Duration.ZERO, null), Kind.OWNER));
    }

    private String kind(int status, String body, Kind caller) {
        var json = body.replace('\'', '"').getBytes(UTF_8);
        return kind(new Reply(status, Operation.JSON, json, Duration.ZERO, null), caller);
    }

    private String kind(Reply reply, Kind caller) {
        var call = new Call(0, PING, new Caller(caller, null, null), PING.path(), Map.of(), null);
        return verdict.on(call, reply).map(Verdict.Wrong::kind).orElse("");
    }

    private static JsonNode read(String json) {
        try {
            return Corpus.JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
