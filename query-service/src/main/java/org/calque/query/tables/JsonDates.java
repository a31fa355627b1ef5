package org.calque.query.tables;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// SQL that writes times inside a map as all other times are written. Maps hold what clients have put there: what is no
/// time stays as it is.
final class JsonDates {
    private static final int LEVELS = 3;
    private static final String DATE_AND_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private static final String WITH_ZONE = "'^" + DATE_AND_TIME + "([.][0-9]{1,9}|)(Z|[+-][0-9]{2}:[0-9]{2})$'";

    private JsonDates() {}

    /// @param map  SQL for the map
    /// @param keys those that hold times; `*` for all
    static String normalized(String map, Set<String> keys) {
        return "case when %s::text ~ '%s' then %s else %s end".formatted(map, DATE_AND_TIME, level(map, keys, 1), map);
    }

    private static String level(String map, Set<String> keys, int number) {
        var entry = "d" + number;
        var deeper = number == LEVELS ? entry + ".value" : level(entry + ".value", keys, number + 1);
        return """
                case when jsonb_typeof(%1$s) = 'object' then coalesce((select jsonb_object_agg(%2$s.key, case
                when jsonb_typeof(%2$s.value) = 'object' then %3$s
                when %4$s then to_jsonb(%5$s) else %2$s.value end) from jsonb_each(%1$s) %2$s), '{}') else %1$s end""".formatted(
                map, entry, deeper, isTime(entry, keys), Type.TIMESTAMP.text("(" + text(entry) + ")::timestamptz"));
    }

    private static String isTime(String entry, Set<String> keys) {
        var named = keys.contains("*")
                ? ""
                : new TreeSet<>(keys).stream().collect(Collectors.joining("', '", entry + ".key in ('", "') and "));
        return named
                + "jsonb_typeof(%1$s.value) = 'string' and %2$s ~ %3$s and pg_input_is_valid(%2$s, 'timestamptz')"
                        .formatted(entry, text(entry), WITH_ZONE);
    }

    private static String text(String entry) {
        return entry + ".value #>> '{}'";
    }
}
