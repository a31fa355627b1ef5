package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.calque.messages.Json;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static JsonNode json(String json) {
        try {
            return Json.MAPPER.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }

    @Test
    void whatHasRoomStaysAsItIs() {
        var whole = json("{'a':'text','b':[1,2.5,null,true],'c':{'d':''}}");
        var shown = Excerpt.of(whole, 1000);
        assertEquals(whole, shown.json());
        assertEquals(List.of(), shown.cuts());
    }

    @Test
    void aLongTextIsCutAndTheFieldsBehindItStay() {
        var shown = Excerpt.of(json("{'out':'0123456789','err':'e','code':3}"), 12);
        assertEquals(json("{'out':'01234','err':'','code':3}"), shown.json());
        assertEquals(
                List.of("of out the first 5 of 10 characters", "of err the first 0 of 1 characters"), shown.cuts());
    }

    @Test
    void aLongListEndsEarlyAndItIsSaidWhere() {
        var shown = Excerpt.of(json("{'rows':{'all':[1,2,3,4,5,6,7,8,9]}}"), 30);
        assertEquals(json("{'rows':{'all':[1,2,3,4]}}"), shown.json());
        assertEquals(List.of("of rows/all the first 4 of 9 elements"), shown.cuts());
    }

    @Test
    void noCharacterIsCutInTwo() {
        var shown = Excerpt.of(json("'a😀b'"), 2);
        assertEquals("a", shown.json().textValue());
        assertTrue(shown.cuts().getFirst().startsWith("of it the first 1 of 4"));
    }
}
