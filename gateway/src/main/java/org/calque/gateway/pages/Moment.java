package org.calque.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A time as people read it. A browser with scripts turns it into the time of its own zone.
///
/// @param iso   for programs
/// @param words for people, in UTC
public record Moment(String iso, String words) {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public static Moment of(Instant time) {
        return new Moment(time.toString(), WORDS.format(time));
    }

    /// The time in a reply: a text or milliseconds; null when there is none.
    public static Moment in(JsonNode value) {
        if (value.isNumber()) {
            return of(Instant.ofEpochMilli(value.longValue()));
        }
        try {
            return value.isTextual() ? of(Instant.parse(value.textValue())) : null;
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
