package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.calque.gateway.JsonOutline.Outline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOutlineTest {
    private final JsonOutline json = new JsonOutline(1000);

    private Outline read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return json.read(new Body(Body.Kind.JSON, bytes, bytes.length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"x\",\"b\":1,\"c\":true,\"d\":null} | {\"a\":\"x\",\"b\":1,\"c\":true,\"d\":null}",
                "{\"a\":[\"x\",\"y\"],\"b\":[1],\"c\":[]} | {\"a\":[\"\"],\"b\":[null],\"c\":[]}",
                "{\"a\":{\"b\":[{}]}} | {\"a\":{}}",
                "{\"a\":1,\"a\":2} | {\"a\":2}",
                "[[1],2] | {\"0\":null}"
            })
    void theTopLevelIsKeptInOutline(String text, String outline) {
        assertEquals(outline, read(text).fields().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"x\\\"y\"", "12", "-1.50", "true", "{\"a\": [1, {}]}", "[]", "\"é€\""})
    void theIdIsKeptAsItWasWritten(String id) {
        assertEquals(id, read("{\"id\":" + id + "}").id());
        assertEquals(id, read("{ \"a\":1, \"id\" : " + id + " , \"b\":2 }").id());
    }

    @Test
    void aLongTextIsCut() {
        var text = read("{\"a\":\"" + "x".repeat(1_000_000) + "\"}")
                .fields()
                .path("a")
                .textValue();
        assertTrue(text.startsWith("xxxxx") && text.length() < 300);
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertEquals("{}", read("").fields().toString());
        assertEquals("{}", read("  \n").fields().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":\"x",
                "{\"a\":\"\\u12\"}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":[1,2}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{} x",
                "[1",
                "tru",
                "\"x\""
            })
    void everythingElseIsRefused(String text) {
        assertThrows(Refusal.Refused.class, () -> read(text));
    }

    @Test
    void depthAndNumberOfValuesAreLimited() {
        assertThrows(Refusal.Refused.class, () -> read("{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}"));
        assertThrows(Refusal.Refused.class, () -> read("{\"a\":[" + "0,".repeat(2000) + "0]}"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        assertThrows(Refusal.Refused.class, () -> json.read(new Body(Body.Kind.JSON, utf16, utf16.length)));
    }
}
