package org.calque.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The body of a request, as far as the interface looks at it.
///
/// @param length how many of the bytes count
record Body(Kind kind, byte[] bytes, int length) {
    private static final byte[] NOTHING = {};

    /// How a body is to be read.
    enum Kind {
        JSON,
        FORM,
        /// Of another type or none: as good as empty.
        IGNORED;

        static Kind of(String contentType) {
            if (contentType == null) {
                return IGNORED;
            }
            int semicolon = contentType.indexOf(';');
            var type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "application/json" -> JSON;
                case "application/x-www-form-urlencoded" -> FORM;
                default -> IGNORED;
            };
        }
    }

    static Body empty(Kind kind) {
        return new Body(kind, NOTHING, 0);
    }

    boolean isEmpty() {
        return length == 0;
    }

    Payload asPayload() {
        return isEmpty() ? Payload.EMPTY_OBJECT : new Payload(bytes, length);
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
