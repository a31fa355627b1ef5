package org.calque.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// When a client wants a key to stop: a time or a date in ISO form, or milliseconds since 1970; empty text for never.
public sealed interface Expiry {
    String UNREADABLE = "expire must be a time such as 2030-01-31T12:00:00Z";

    record NotGiven() implements Expiry {}

    record Never() implements Expiry {}

    record At(Instant time) implements Expiry {}

    record Unreadable() implements Expiry {}

    public static Expiry of(JsonNode given) {
        if (given == null || given.isNull()) {
            return new NotGiven();
        }
        var text = given.asText().strip();
        if (given.isTextual() && text.isEmpty()) {
            return new Never();
        }
        try {
            return inRange(text.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : parse(text));
        } catch (DateTimeException unreadable) {
            return new Unreadable();
        }
    }

    /// PostgreSQL knows no time after the year 294276, and nobody needs one.
    private static Expiry inRange(Instant time) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))
                ? new At(time)
                : new Unreadable();
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
