package org.calque.copies;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as JavaScript's `Date` takes them: milliseconds as a number; ISO 8601; and the forms that people and
/// browsers write (`Sat, 21 Nov 2026 08:20:00 GMT`, `Nov 21, 2026 8:20 PM`, `11/21/2026 08:20`). Without a zone they
/// are UTC.
final class ScheduledTime {
    private static final long LATEST = 8_640_000_000_000_000L;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d\\d?)(?:-(\\d\\d?))?)?"
            + "(?:[T ]+(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?)?\\s*(Z|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d\\d?):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?\\s*([AP]M)?\\b");
    private static final Pattern ZONE =
            Pattern.compile("(?:\\b(Z|UTC?|GMT|[ECMP][SD]T))?\\s*([+-]\\d\\d:?\\d\\d)?\\s*(?:\\([^)]*\\))?\\s*$");
    private static final Pattern WEEKDAY = Pattern.compile("^(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*[\\s,]+");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})[/.-](\\d\\d?)[/.-](\\d{1,4})");
    private static final Pattern MONTH_FIRST = Pattern.compile("([A-Z]{3,9})\\.?[\\s-]+(\\d\\d?)[\\s-]+(\\d{4})");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d\\d?)[\\s-]+([A-Z]{3,9})\\.?[\\s-]+(\\d{4})");

    private static final Map<String, Integer> ZONES =
            Map.of("EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);
    /// Four letters each.
    private static final String MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";

    private ScheduledTime() {}

    /// Empty when it is no time.
    static Optional<Instant> parse(JsonNode value) {
        try {
            if (value.isNumber()) {
                return millis(value.asDouble());
            }
            return value.isTextual() ? text(value.textValue().strip()).filter(ScheduledTime::canBe) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> millis(double number) {
        return Math.abs(number) <= LATEST
                ? Optional.of(Instant.ofEpochMilli((long) number)).filter(ScheduledTime::canBe)
                : Optional.empty();
    }

    private static boolean canBe(Instant time) {
        return !time.isBefore(EARLIEST) && time.toEpochMilli() <= LATEST;
    }

    private static Optional<Instant> text(String text) {
        if (text.length() > 100) {
            return Optional.empty();
        }
        if (text.matches("\\d{9,16}")) {
            return millis(Double.parseDouble(text));
        }
        var upper = text.toUpperCase(Locale.ROOT);
        var iso = ISO.matcher(upper);
        return iso.matches() ? Optional.of(iso(iso)) : people(upper);
    }

    private static Instant iso(Matcher iso) {
        return instant(
                number(iso.group(1), 0),
                number(iso.group(2), 1),
                number(iso.group(3), 1),
                number(iso.group(4), 0),
                number(iso.group(5), 0),
                number(iso.group(6), 0),
                nanos(iso.group(7)),
                offset(iso.group(8)));
    }

    private static Optional<Instant> people(String text) {
        var time = TIME.matcher(text);
        boolean timed = time.find();
        var day = WEEKDAY.matcher(timed ? text.substring(0, time.start()) : withoutZone(text))
                .replaceFirst("")
                .replace(',', ' ')
                .strip();
        if (!timed) {
            return date(day).map(it -> instant(it[0], it[1], it[2], 0, 0, 0, 0, zone(text)));
        }
        var rest = text.substring(time.end()).strip();
        if (!ZONE.matcher(rest).matches()) {
            return Optional.empty();
        }
        int hour = number(time.group(1), 0);
        if (time.group(5) != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (time.group(5).equals("PM") ? 12 : 0);
        }
        int hourOfDay = hour;
        return date(day)
                .map(it -> instant(
                        it[0],
                        it[1],
                        it[2],
                        hourOfDay,
                        number(time.group(2), 0),
                        number(time.group(3), 0),
                        nanos(time.group(4)),
                        zone(rest)));
    }

    private static Optional<int[]> date(String text) {
        var monthFirst = MONTH_FIRST.matcher(text.replaceAll("\\s+", " "));
        if (monthFirst.matches()) {
            return date(monthFirst.group(3), month(monthFirst.group(1)), monthFirst.group(2));
        }
        var dayFirst = DAY_FIRST.matcher(text.replaceAll("\\s+", " "));
        if (dayFirst.matches()) {
            return date(dayFirst.group(3), month(dayFirst.group(2)), dayFirst.group(1));
        }
        var numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        return numbers.group(1).length() == 4
                ? date(numbers.group(1), number(numbers.group(2), 0), numbers.group(3))
                : date(numbers.group(3), number(numbers.group(1), 0), numbers.group(2));
    }

    private static Optional<int[]> date(String year, int month, String day) {
        return year.length() != 4 || day.length() > 2
                ? Optional.empty()
                : Optional.of(new int[] {number(year, 0), month, number(day, 0)});
    }

    private static int month(String name) {
        var index = MONTHS.indexOf(name.substring(0, 3));
        return index < 0 ? 0 : index / 4 + 1;
    }

    private static Instant instant(
            int year, int month, int day, int hour, int minute, int second, int nanos, ZoneOffset offset) {
        boolean midnight = hour == 24 && minute == 0 && second == 0 && nanos == 0;
        var time = OffsetDateTime.of(year, month, day, midnight ? 0 : hour, minute, second, nanos, offset);
        return (midnight ? time.plusDays(1) : time).toInstant();
    }

    private static String withoutZone(String text) {
        var zone = ZONE.matcher(text);
        return zone.find() && zone.group(1) != null ? text.substring(0, zone.start()) : text;
    }

    private static ZoneOffset zone(String text) {
        var zone = ZONE.matcher(text);
        if (!zone.find()) {
            return ZoneOffset.UTC;
        }
        return zone.group(2) != null
                ? offset(zone.group(2))
                : ZoneOffset.ofHours(zone.group(1) == null ? 0 : ZONES.getOrDefault(zone.group(1), 0));
    }

    private static ZoneOffset offset(String text) {
        if (text == null || text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.of(text.length() == 5 ? text.substring(0, 3) + ":" + text.substring(3) : text);
    }

    private static int number(String text, int absent) {
        return text == null ? absent : Integer.parseInt(text);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
