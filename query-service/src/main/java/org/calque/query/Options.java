package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.calque.query.tables.Column;
import org.calque.query.tables.Table;

/// The options of a request: a list of objects, whose entries count in their order.
///
/// @param given as the client sent them; an empty list when it sent none
record Options(JsonNode given) {
    private static final Pattern LEADING_INTEGER = Pattern.compile("\\s*([+-]?\\d+).*", Pattern.DOTALL);
    private static final Pattern ORDER =
            Pattern.compile("\\s*(-?)\\s*([A-Za-z0-9_]+)(?:\\s+(ASC|DESC))?\\s*", Pattern.CASE_INSENSITIVE);

    /// How a get is to be answered.
    ///
    /// @param limit       null for no limit of the client or the table
    /// @param order       columns with their direction
    /// @param onlyChanges whether the rows of now are not wanted
    record Wanted(Integer limit, List<Order> order, boolean onlyChanges) {}

    /// Rows in the order of one column.
    record Order(String column, boolean descending) {}

    Options {
        given = given == null || given.isNull() ? JsonNodeFactory.instance.arrayNode() : given;
    }

    void requireList() throws QueryRefused {
        if (!given.isArray()) {
            throw QueryRefused.invalid("FATAL: options (=" + given + ") must be an array");
        }
        for (JsonNode option : given) {
            if (!option.isObject()) {
                throw QueryRefused.invalid("FATAL: options (=" + given + ") must be an array of objects");
            }
        }
    }

    /// What the option `set` says; the last one wins.
    Optional<Boolean> set() {
        return last("set").map(Options::isTruthy);
    }

    boolean delete() {
        return last("delete").map(Options::isTruthy).orElse(false);
    }

    /// The account that an administrator wants to be.
    Optional<JsonNode> sudo() {
        return last("account_id").filter(value -> !value.isNull());
    }

    boolean saysOnlyChanges() {
        return last("only_changes").map(Options::isTruthy).orElse(false);
    }

    /// Whether an administrator wants to see how a get is carried out, in place of its rows.
    boolean explains() {
        return last("explain").map(Options::isTruthy).orElse(false);
    }

    /// Whether it is carried out to be explained.
    boolean analyzes() {
        return last("explain").map(it -> "analyze".equals(it.asText())).orElse(false);
    }

    /// The options of a get, those of the table filling in what the client does not say.
    Wanted forGetOf(Table table) throws QueryRefused {
        Optional<JsonNode> limit = Optional.empty();
        var order = new ArrayList<Order>();
        boolean onlyChanges = false;
        for (var option : entries()) {
            switch (option.getKey()) {
                case "limit" -> limit = Optional.of(option.getValue());
                case "order_by" -> order.addAll(orderOf(option.getValue(), table));
                case "only_changes" -> onlyChanges = isTruthy(option.getValue());
                case "set", "heartbeat", "account_id", "explain" -> {}
                case "slice" -> throw QueryRefused.invalid("slice not implemented");
                default -> throw QueryRefused.invalid("unknown option '" + option.getKey() + "'");
            }
        }
        if (order.isEmpty() && table.orderBy() != null) {
            order.addAll(orderOf(JsonNodeFactory.instance.textNode(table.orderBy()), table));
        }
        var rows = limit.isPresent() ? limit(limit.get()) : table.limit();
        return new Wanted(rows, List.copyOf(order), onlyChanges);
    }

    private static Integer limit(JsonNode limit) throws QueryRefused {
        var value = leadingInteger(limit).orElse(null);
        if (value != null && value.signum() < 0) {
            throw QueryRefused.invalid("ERROR -- opts.limit = '" + value + "' is not an integer");
        }
        return value == null ? null : value.bitLength() > 31 ? Integer.MAX_VALUE : (Integer) value.intValue();
    }

    /// A number as leniently as clients expect: `"7x"` is 7, `2.9` is 2, and empty for what is none.
    static Optional<BigInteger> leadingInteger(JsonNode given) {
        var text = given.isDouble() && Double.isFinite(given.doubleValue())
                ? given.decimalValue().toBigInteger().toString()
                : given.asText("");
        var number = LEADING_INTEGER.matcher(text.length() > 1000 ? text.substring(0, 1000) : text);
        return number.matches() ? Optional.of(new BigInteger(number.group(1))) : Optional.empty();
    }

    private static List<Order> orderOf(JsonNode given, Table table) throws QueryRefused {
        var order = new ArrayList<Order>();
        for (String one : given.isTextual() ? given.textValue().split(",", -1) : new String[] {""}) {
            var parts = ORDER.matcher(one);
            if (!parts.matches()
                    || table.gettable(parts.group(2)).filter(Column::isStored).isEmpty()) {
                throw QueryRefused.invalid(
                        "ERROR -- invalid characters in order_by='" + given.asText(given.toString()) + "'");
            }
            order.add(new Order(parts.group(2), !parts.group(1).isEmpty() || "DESC".equalsIgnoreCase(parts.group(3))));
        }
        return order;
    }

    private Optional<JsonNode> last(String name) {
        Optional<JsonNode> last = Optional.empty();
        for (var option : entries()) {
            if (option.getKey().equals(name)) {
                last = Optional.of(option.getValue());
            }
        }
        return last;
    }

    private List<Map.Entry<String, JsonNode>> entries() {
        var entries = new ArrayList<Map.Entry<String, JsonNode>>();
        for (JsonNode option : given) {
            if (option instanceof ObjectNode object) {
                entries.addAll(object.properties());
            }
        }
        return entries;
    }

    private static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.textValue().isEmpty();
            case NULL, MISSING -> false;
            default -> true;
        };
    }
}
