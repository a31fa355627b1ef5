package org.calque.query.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.calque.messages.Uuids;
import org.calque.query.oracle.Rules.Kind;

/// Section 2.2 of the contract: what a field of a get asks of a row.
final class Conditions {
    private static final Set<String> COMPARING = Set.of("!=", "<>", "<=", ">=", "==", "<", ">", "=");
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");
    private static final Set<String> OTHER =
            Set.of("IS NOT", "IS", "ILIKE", "LIKE", "NOT ILIKE", "NOT LIKE", "ANY", "MINLEN", "MAXLEN");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "seconds", ChronoUnit.SECONDS,
            "minutes", ChronoUnit.MINUTES,
            "hours", ChronoUnit.HOURS,
            "days", ChronoUnit.DAYS,
            "months", ChronoUnit.MONTHS,
            "years", ChronoUnit.YEARS);

    private Conditions() {}

    /// The query is wrong in words of Calque.
    static final class Wrong extends Exception {
        Wrong(String words) {
            super(words, null, false, false);
        }
    }

    /// PostgreSQL refuses the statement, whatever rows there are.
    static final class Refused extends Exception {
        Refused() {
            super(null, null, false, false);
        }
    }

    /// PostgreSQL refuses the value as soon as it looks at it.
    static final class Unreadable extends Exception {
        Unreadable() {
            super(null, null, false, false);
        }
    }

    /// Whether a stored value passes.
    interface Condition {
        boolean holds(JsonNode stored) throws Unreadable;
    }

    /// Empty when nothing is asked.
    static Optional<Condition> of(Kind kind, JsonNode value, Instant now) throws Wrong, Refused {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isObject() && value.size() == 1) {
            var only = value.properties().iterator().next();
            if (COMPARING.contains(only.getKey())) {
                return comparing(kind, only.getKey(), only.getValue(), now);
            }
            if (OTHER.contains(only.getKey())) {
                return other(kind, only.getKey(), only.getValue());
            }
        }
        return comparing(kind, "=", value, now);
    }

    private static Optional<Condition> comparing(Kind kind, String operator, JsonNode operand, Instant now)
            throws Wrong, Refused {
        if (operand.has("relative_time")) {
            return relative(kind, operator, operand, now);
        }
        if (operand.isNull()) {
            return Optional.empty();
        }
        return Optional.of(stored -> {
            var wanted = read(kind, operand);
            return !isNull(stored) && holds(operator, compare(kind, readStored(kind, stored), wanted));
        });
    }

    private static Optional<Condition> relative(Kind kind, String operator, JsonNode operand, Instant now)
            throws Wrong, Refused {
        var unit = UNITS.get(operand.path("unit").asText());
        if (unit == null) {
            throw new Wrong("the unit of relative_time must be one of seconds, minutes, hours, days, months, years");
        }
        var number = Pattern.compile("\\s*([+-]?\\d+).*", Pattern.DOTALL)
                .matcher(operand.get("relative_time").asText(""));
        if (!number.matches()) {
            throw new Wrong("relative_time must be a number");
        }
        if (kind != Kind.TIME) {
            throw new Refused();
        }
        var then = now.atOffset(ZoneOffset.UTC)
                .plus(Long.parseLong(number.group(1)), unit)
                .toInstant();
        return Optional.of(
                stored -> !isNull(stored) && holds(operator, time(stored).compareTo(then)));
    }

    private static Optional<Condition> other(Kind kind, String operator, JsonNode operand) throws Refused {
        if (operator.startsWith("IS")) {
            return Optional.of(truth(kind, operand, operator.equals("IS")));
        }
        if (operand.isNull()) {
            return Optional.empty();
        }
        var isLike = operator.endsWith("LIKE");
        if (isLike ? kind != Kind.TEXT : kind != Kind.LIST && kind != Kind.IDS) {
            throw new Refused();
        }
        if (isLike) {
            var pattern = pattern(plain(operand), operator.endsWith("ILIKE"));
            return Optional.of(stored ->
                    !isNull(stored) && pattern.matcher(stored.asText()).matches() != operator.startsWith("NOT"));
        }
        if (operator.equals("ANY")) {
            return Optional.of(stored -> {
                var wanted = read(kind == Kind.IDS ? Kind.ID : Kind.TEXT, operand);
                return !isNull(stored)
                        && stored.valueStream().anyMatch(it -> it.asText().equals(wanted));
            });
        }
        return Optional.of(stored -> {
            int length = whole(operand);
            return !isNull(stored)
                    && !stored.isEmpty()
                    && (operator.equals("MINLEN") ? stored.size() >= length : stored.size() <= length);
        });
    }

    private static Condition truth(Kind kind, JsonNode operand, boolean is) throws Refused {
        var word = operand.isNull() ? "null" : operand.asText("").toLowerCase(Locale.ROOT);
        if (word.equals("null") || word.equals("undefined")) {
            return stored -> isNull(stored) == is;
        }
        if (kind != Kind.FLAG) {
            throw new Refused();
        }
        return stored -> switch (word) {
                    case "unknown" -> isNull(stored);
                    case "false" -> !isNull(stored) && !stored.booleanValue();
                    default -> !isNull(stored) && stored.booleanValue();
                }
                == is;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "=", "==" -> order == 0;
            case "!=", "<>" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    private static Object read(Kind kind, JsonNode operand) throws Unreadable {
        return switch (kind) {
            case ID -> Uuids.parse(plain(operand)).orElseThrow(Unreadable::new).toString();
            case TEXT -> plain(operand);
            case FLAG -> flag(operand);
            case WHOLE -> new BigDecimal(whole(operand));
            case NUMBER -> number(operand);
            case TIME -> time(operand);
            case MAP -> normal(operand);
            case LIST -> list(operand);
            case IDS -> ids(operand);
            case BITS -> bits(operand);
        };
    }

    private static Object readStored(Kind kind, JsonNode stored) throws Unreadable {
        return switch (kind) {
            case WHOLE, NUMBER -> stored.decimalValue();
            case FLAG -> stored.booleanValue();
            default -> read(kind, stored);
        };
    }

    /// Of maps and lists only whether they are the same.
    @SuppressWarnings("unchecked")
    static int compare(Kind kind, Object one, Object other) {
        return switch (kind) {
            case MAP, LIST, IDS -> one.equals(other) ? 0 : 1;
            default -> ((Comparable<Object>) one).compareTo(other);
        };
    }

    /// How two stored values of one column follow each other; nulls are the greatest.
    static int order(Kind kind, JsonNode one, JsonNode other) {
        if (isNull(one) || isNull(other)) {
            return Boolean.compare(isNull(one), isNull(other));
        }
        try {
            return compare(kind, readStored(kind, one), readStored(kind, other));
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean isNull(JsonNode stored) {
        return stored == null || stored.isNull() || stored.isMissingNode();
    }

    /// JSON whose equality is that of its values.
    static Object normal(JsonNode json) {
        if (json.isNumber()) {
            return json.decimalValue().stripTrailingZeros();
        }
        if (json.isObject()) {
            var map = new HashMap<String, Object>();
            json.properties().forEach(it -> map.put(it.getKey(), normal(it.getValue())));
            return map;
        }
        if (json.isArray()) {
            var list = new ArrayList<Object>();
            json.forEach(it -> list.add(normal(it)));
            return list;
        }
        return json;
    }

    private static List<String> list(JsonNode operand) throws Unreadable {
        if (!operand.isArray()) {
            throw new Unreadable();
        }
        return operand.valueStream().map(Conditions::plain).toList();
    }

    private static List<String> ids(JsonNode operand) throws Unreadable {
        var ids = new ArrayList<String>();
        for (String text : list(operand)) {
            ids.add(Uuids.parse(text).orElseThrow(Unreadable::new).toString());
        }
        return ids;
    }

    static String bits(JsonNode operand) throws Unreadable {
        if (!plain(operand).matches("[01]*")) {
            throw new Unreadable();
        }
        return plain(operand);
    }

    private static Boolean flag(JsonNode operand) throws Unreadable {
        var word = plain(operand).toLowerCase(Locale.ROOT);
        var all = new HashSet<>(TRUE);
        all.addAll(FALSE);
        if (!all.contains(word)) {
            throw new Unreadable();
        }
        return TRUE.contains(word);
    }

    private static int whole(JsonNode operand) throws Unreadable {
        if (!plain(operand).matches("[+-]?\\d{1,9}")) {
            throw new Unreadable();
        }
        return Integer.parseInt(plain(operand));
    }

    private static BigDecimal number(JsonNode operand) throws Unreadable {
        try {
            return new BigDecimal(plain(operand)).stripTrailingZeros();
        } catch (NumberFormatException none) {
            throw new Unreadable();
        }
    }

    /// Times are known to the millisecond.
    static Instant time(JsonNode value) throws Unreadable {
        try {
            return value.isNumber()
                    ? Instant.ofEpochMilli(value.longValue())
                    : OffsetDateTime.parse(value.asText()).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException none) {
            throw new Unreadable();
        }
    }

    static String plain(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static Pattern pattern(String like, boolean ignoringCase) {
        var regex = new StringBuilder();
        like.codePoints()
                .forEach(it -> regex.append(
                        it == '%' ? ".*" : it == '_' ? "." : Pattern.quote(new String(Character.toChars(it)))));
        return Pattern.compile(
                regex.toString(),
                Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
    }
}
