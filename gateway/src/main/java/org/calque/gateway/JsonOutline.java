package org.calque.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Reads a JSON body in one pass without building it: all of it must be well-formed, but of its top level only so much
/// is kept as the check of options looks at. The body itself goes on to the service as it came.
///
/// Long texts are cut, objects are empty, a list stands for one of texts or one of other things.
final class JsonOutline {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SHORT = 256;

    private final JsonFactory factory;

    /// @param fields the top level; of a list, its first element under the name `0`
    /// @param id     JSON text of the field `id`; null when there is none
    record Outline(ObjectNode fields, String id, boolean isObject) {
        static Outline empty() {
            return new Outline(NODES.objectNode(), null, true);
        }
    }

    JsonOutline(long maxTokens) {
        factory = ClientJson.factory(maxTokens);
    }

    /// @throws Refusal.Refused when it is not well-formed, or neither an object nor a list
    Outline read(Body body) {
        if (body.isEmpty()) {
            return Outline.empty();
        }
        try (var json = factory.createParser(body.bytes(), 0, body.length())) {
            var outline = topLevel(json, body.bytes());
            if (json.nextToken() != null) {
                throw Refusal.malformedJson("something follows after its end").asException();
            }
            return outline;
        } catch (StreamConstraintsException tooMuch) {
            throw Refusal.invalid("the JSON body is nested too deeply or has too many values"
                            + " (setting CALQUE_GATEWAY_MAX_JSON_TOKENS)")
                    .asException();
        } catch (JsonProcessingException malformed) {
            throw Refusal.malformedJson(where(malformed)).asException();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String where(JsonProcessingException malformed) {
        var place = malformed.getLocation();
        var message = malformed.getOriginalMessage();
        int marker = message.indexOf(" (start marker");
        return (marker < 0 ? message : message.substring(0, marker))
                + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
    }

    private static Outline topLevel(JsonParser json, byte[] bytes) throws IOException {
        var first = json.nextToken();
        if (first == null) {
            return Outline.empty();
        }
        return switch (first) {
            case START_OBJECT -> object(json, bytes);
            case START_ARRAY -> array(json);
            default -> throw Refusal.NOT_AN_OBJECT.asException();
        };
    }

    private static Outline object(JsonParser json, byte[] bytes) throws IOException {
        var fields = NODES.objectNode();
        String id = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            int start = (int) json.currentTokenLocation().getByteOffset();
            if (name.equals("id")) {
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                id = token == JsonToken.VALUE_NULL
                        ? null
                        : new String(bytes, start, end - start, StandardCharsets.UTF_8);
            } else {
                fields.set(name, value(json, token, bytes, start));
            }
        }
        return new Outline(fields, id == null ? null : id.strip(), true);
    }

    private static Outline array(JsonParser json) throws IOException {
        var fields = NODES.objectNode();
        if (json.nextToken() != JsonToken.END_ARRAY) {
            fields.putNull("0");
            do {
                json.skipChildren();
            } while (json.nextToken() != JsonToken.END_ARRAY);
        }
        return new Outline(fields, null, false);
    }

    private static JsonNode value(JsonParser json, JsonToken token, byte[] bytes, int start) throws IOException {
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(isShort(bytes, start) ? json.getText() : beginning(bytes, start));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(json.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case START_ARRAY -> list(json);
            case START_OBJECT -> {
                json.skipChildren();
                yield NODES.objectNode();
            }
            default -> NODES.nullNode();
        };
    }

    private static ArrayNode list(JsonParser json) throws IOException {
        boolean isEmpty = true;
        boolean texts = true;
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            isEmpty = false;
            texts &= token == JsonToken.VALUE_STRING;
            json.skipChildren();
        }
        var list = NODES.arrayNode();
        return isEmpty ? list : texts ? list.add("") : list.addNull();
    }

    private static boolean isShort(byte[] bytes, int start) {
        int last = Math.min(bytes.length, start + SHORT);
        for (int i = start + 1; i < last; i++) {
            if (bytes[i] == '"') {
                return true;
            }
            if (bytes[i] == '\\') {
                i++;
            }
        }
        return false;
    }

    private static String beginning(byte[] bytes, int start) {
        int size = Math.min(SHORT / 2, bytes.length - start - 1);
        return new String(bytes, start + 1, size, StandardCharsets.UTF_8);
    }
}
