package org.calque.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Turns checked options into the record of their request.
public final class Binder {
    private Binder() {}

    /// @throws Mismatch when a value inside an option has a shape that the record cannot hold
    public static <R extends Request> R bind(ObjectNode options, Class<R> request) throws Mismatch {
        try {
            return Json.MAPPER.treeToValue(options, request);
        } catch (JsonMappingException mismatch) {
            throw new Mismatch(whereIn(mismatch));
        } catch (JsonProcessingException unreadable) {
            throw new Mismatch("the options cannot be read");
        }
    }

    private static String whereIn(JsonMappingException mismatch) {
        return mismatch.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(name -> "property '" + name + "' has a value of the wrong type")
                .orElse("an option has a value of the wrong type");
    }

    /// A value of the wrong shape; the message names the option.
    public static final class Mismatch extends Exception {
        Mismatch(String message) {
            super(message);
        }
    }
}
