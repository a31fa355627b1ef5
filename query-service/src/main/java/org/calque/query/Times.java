package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/// Times as clients send them: ISO 8601 with a zone or, in UTC, without one, a date alone, or milliseconds since 1970.
final class Times {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    /// The years that PostgreSQL and JSON both write with four digits.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    static Optional<Instant> read(JsonNode value) {
        try {
            var time = value.isNumber() ? Instant.ofEpochMilli(value.longValue()) : read(value.asText(""));
            return Optional.of(time).filter(it -> !it.isBefore(FIRST) && !it.isAfter(LAST));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Instant read(String text) {
        return switch (ISO.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
            case OffsetDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case LocalDate date -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
            default -> throw new DateTimeException("no time");
        };
    }
}
