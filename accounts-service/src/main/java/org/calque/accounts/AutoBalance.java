package org.calque.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.calque.kit.TableWriter.SetRefused;

/// The rules for `auto_balance`: when and how much money is added to an account by itself.
final class AutoBalance {
    private static final int LONGEST_REASON = 1024;
    private static final Set<String> OTHERS = Set.of("period", "enabled", "reason", "time", "status");
    private static final Map<String, Range> AMOUNTS = new LinkedHashMap<>();

    private record Range(int least, int most) {}

    static {
        AMOUNTS.put("trigger", new Range(5, 250));
        AMOUNTS.put("amount", new Range(10, 250));
        AMOUNTS.put("max_day", new Range(5, 1000));
        AMOUNTS.put("max_week", new Range(5, 5000));
        AMOUNTS.put("max_month", new Range(5, 10_000));
    }

    private AutoBalance() {}

    static void check(ObjectNode given) throws SetRefused {
        for (var field : given.properties()) {
            if (!AMOUNTS.containsKey(field.getKey()) && !OTHERS.contains(field.getKey())) {
                throw new SetRefused("Error: invalid key '" + field.getKey() + "'");
            }
        }
        for (var amount : AMOUNTS.entrySet()) {
            checkAmount(amount.getKey(), amount.getValue(), given.path(amount.getKey()));
        }
        require(
                isAbsentOr(given.path("period"), given.path("period").asText().matches("day|week|month")),
                "period must be 'day', 'week' or 'month'");
        require(isAbsentOr(given.path("enabled"), given.path("enabled").isBoolean()), "enabled must be boolean");
        require(isAbsentOr(given.path("reason"), given.path("reason").isTextual()), "reason must be a string");
        require(given.path("reason").asText().length() <= LONGEST_REASON, "reason must be at most 1024 characters");
        require(isAbsentOr(given.path("time"), given.path("time").isNumber()), "time must be a number");
        require(isAbsentOr(given.path("status"), given.path("status").isObject()), "status must be an object");
    }

    private static void checkAmount(String name, Range range, JsonNode value) throws SetRefused {
        require(!value.isMissingNode(), name + " must be specified");
        require(value.isNumber(), "every value must be a number");
        require(value.doubleValue() >= range.least(), name + " must be at least " + range.least());
        require(value.doubleValue() <= range.most(), name + " must be at most " + range.most());
    }

    private static boolean isAbsentOr(JsonNode value, boolean fits) {
        return value.isMissingNode() || fits;
    }

    private static void require(boolean holds, String otherwise) throws SetRefused {
        if (!holds) {
            throw new SetRefused("Error: " + otherwise);
        }
    }
}
