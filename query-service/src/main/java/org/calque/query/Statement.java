package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.messages.Caller;
import org.calque.query.tables.Column;
import org.calque.query.tables.Table;
import org.calque.query.tables.Type;

/// One SELECT in the making. Its text comes from declarations alone; whatever a client has sent is bound.
///
/// Each row is answered as one text, a JSON object that PostgreSQL has put together. Statements of the same shape have
/// the same text, which is written once: by it each connection knows what it has prepared before.
final class Statement {
    private static final int SHAPES = 1_000;
    private static final Cache<String, String> TEXTS =
            Caffeine.newBuilder().maximumSize(SHAPES).executor(Runnable::run).build();
    private static final Map<String, String> UNITS = Stream.of("seconds", "minutes", "hours", "days", "months", "years")
            .collect(Collectors.toUnmodifiableMap(unit -> unit, unit -> unit.substring(0, unit.length() - 1)));
    private static final String MEMBER = "t.project_id in (select m.project_id from projects.api_members m"
            + " where m.account_id = " + Condition.ME + " and m.\"group\" in ('owner', 'collaborator'))";

    /// What the text depends on, in names out of the catalogue and marks between them.
    private final StringBuilder shape = new StringBuilder(120);

    private final List<Consumer<StringBuilder>> pieces = new ArrayList<>();
    private final List<String> bound = new ArrayList<>();
    private final Caller caller;
    private boolean hasCondition;
    private int maxRows = 1;

    Statement(Caller caller) {
        this.caller = caller;
    }

    void select(Table table, List<Column> columns, boolean withNulls) {
        shape.append(table.name()).append(withNulls ? " with" : " without");
        columns.forEach(column -> {
            shape.append(' ').append(column.name());
            bindCallers(column.read());
        });
        pieces.add(sql -> {
            sql.append("select ");
            if (withNulls) {
                appendWithNulls(sql, columns);
            } else {
                appendWithoutNulls(sql, columns);
            }
            sql.append(" from ").append(table.view()).append(" t");
        });
    }

    /// `||` knows the types of its sides when the statement is planned, while `concat_ws` looks up how to write each
    /// argument.
    private static void appendWithNulls(StringBuilder sql, List<Column> columns) {
        var separator = "'{\"";
        for (Column column : columns) {
            sql.append(separator).append(column.name()).append("\":' || coalesce(");
            sql.append(toCaller(column.read())).append(", 'null') || ");
            separator = "',\"";
        }
        sql.append(columns.isEmpty() ? "'{}'" : "'}'");
    }

    private static void appendWithoutNulls(StringBuilder sql, List<Column> columns) {
        sql.append("'{' || concat_ws(',', null");
        for (Column column : columns) {
            sql.append(", '\"").append(column.name()).append("\":' || (");
            sql.append(toCaller(column.read())).append(')');
        }
        sql.append(") || '}'");
    }

    /// A condition of a table, see [Table.Declaration#where].
    void rows(String condition, boolean seesEveryProject) {
        var parsed = Condition.of(condition, seesEveryProject ? "true" : MEMBER);
        and(
                "rows " + (seesEveryProject ? "all " : "own ") + condition,
                sql -> sql.append('(').append(parsed.sql()).append(')'));
        for (int i = 0; i < parsed.callers(); i++) {
            bindCaller();
        }
    }

    /// Only rows of projects that the caller is on.
    void membersOnly() {
        rows("{member}", false);
    }

    /// Only rows of these projects.
    void onlyIn(Set<UUID> projects) {
        and("in", sql -> sql.append("t.project_id = any (cast(? as uuid[]))"));
        bound.add(array(projects.stream().map(UUID::toString)));
    }

    /// Only rows of this project.
    void onlyOf(String project) {
        and("of", sql -> sql.append("t.project_id = cast(? as uuid)"));
        bound.add(project);
    }

    /// Only rows of these accounts.
    void onlyAccounts(List<String> accounts) {
        and("accounts", sql -> sql.append("t.account_id = any (cast(? as uuid[]))"));
        bound.add(array(accounts.stream()));
    }

    /// Only rows that a text looks for, in a column that is made for that.
    void look(Column column, String text) {
        and(
                "look " + column.name(),
                sql -> sql.append('(').append(column.asked()).append(')'));
        bound.add(text);
    }

    /// What the client asks of a column.
    void compare(Column column, JsonNode value) throws QueryRefused {
        if (value.isNull()) {
            return;
        }
        if (value instanceof ObjectNode object && object.size() == 1) {
            var only = object.properties().iterator().next();
            var operator = Operator.named(only.getKey());
            if (operator.isPresent()) {
                compare(column, operator.get(), only.getValue());
                return;
            }
        }
        compare(column, Operator.EQUAL, value);
    }

    private void compare(Column column, Operator operator, JsonNode operand) throws QueryRefused {
        var stored = toCaller(column.stored());
        if (operator.isIs()) {
            var comparison = operator.truth(stored, operand);
            and(comparison, sql -> sql.append(comparison));
            bindCallers(column.stored());
        } else if (operator.comparesOrder() && operand.has("relative_time")) {
            var unit = UNITS.get(operand.path("unit").asText());
            if (unit == null) {
                throw QueryRefused.invalid(
                        "the unit of relative_time must be one of seconds, minutes, hours, days, months, years");
            }
            and(column.name() + " " + operator + " now " + unit, sql -> sql.append(operator.withNow(stored, unit)));
            bindCallers(column.stored());
            bound.add(Options.leadingInteger(operand.get("relative_time"))
                    .orElseThrow(() -> QueryRefused.invalid("relative_time must be a number"))
                    .toString());
        } else if (!operand.isNull()) {
            and(column.name() + " " + operator, sql -> sql.append(operator.with(column.type(), stored)));
            var value = operator.comparesOrder() ? text(column.type(), operand) : plain(operand);
            if (operator.namesTheStoredFirst()) {
                bindCallers(column.stored());
                bound.add(value);
            } else {
                bound.add(value);
                bindCallers(column.stored());
            }
        }
    }

    void order(Table table, List<Options.Order> order) {
        var separator = " order by ";
        for (var by : order) {
            var column = table.columns().get(by.column());
            add(
                    separator + by.column() + (by.descending() ? " desc" : ""),
                    sql -> sql.append(separatorOf(by, order))
                            .append(toCaller(column.stored()))
                            .append(by.descending() ? " desc" : ""));
            bindCallers(column.stored());
            separator = ", ";
        }
    }

    private static String separatorOf(Options.Order by, List<Options.Order> order) {
        return by == order.getFirst() ? " order by " : ", ";
    }

    /// A single row is planned for as one.
    void limit(int rows) {
        maxRows = rows;
        if (rows == 1) {
            add(" one", sql -> sql.append(" limit 1"));
        } else {
            add(" many", sql -> sql.append(" limit cast(? as bigint)"));
            bound.add(Integer.toString(rows));
        }
    }

    /// Whether the caller is on a project.
    static Statement isMember(Caller caller, String projectId) {
        var statement = new Statement(caller);
        statement.add("is member", sql -> sql.append("select 'member' from (select cast(? as uuid) as project_id) t"));
        statement.bound.add(projectId);
        statement.membersOnly();
        return statement;
    }

    /// The accounts of those who are on a project, each project counting that passes the conditions to be added.
    static Statement people(Caller caller) {
        var statement = new Statement(caller);
        statement.maxRows = Integer.MAX_VALUE;
        statement.add("people", sql -> sql.append("select distinct t.account_id::text from projects.api_members t"));
        return statement;
    }

    /// Whether a table has a row that passes the conditions to be added.
    static Statement any(Table table, Caller caller) {
        var statement = new Statement(caller);
        statement.add(
                "any " + table.view(),
                sql -> sql.append("select 'row' from ").append(table.view()).append(" t"));
        return statement;
    }

    int maxRows() {
        return maxRows;
    }

    String sql() {
        return TEXTS.get(shape.toString(), unknown -> written());
    }

    List<String> bound() {
        return bound;
    }

    /// Writes all texts anew: tests change declarations.
    static void forgetTexts() {
        TEXTS.invalidateAll();
    }

    private String written() {
        var sql = new StringBuilder(1_000);
        pieces.forEach(piece -> piece.accept(sql));
        return sql.toString();
    }

    private void and(String name, Consumer<StringBuilder> condition) {
        var word = hasCondition ? " and " : " where ";
        hasCondition = true;
        add(word + name, sql -> condition.accept(sql.append(word)));
    }

    private void add(String name, Consumer<StringBuilder> piece) {
        shape.append('|').append(name);
        pieces.add(piece);
    }

    private static String toCaller(String column) {
        return Condition.of(column).sql();
    }

    private void bindCallers(String column) {
        for (int i = Condition.of(column).callers(); i > 0; i--) {
            bindCaller();
        }
    }

    private void bindCaller() {
        bound.add(caller.isAccount() ? caller.id().toString() : null);
    }

    private static String array(Stream<String> ids) {
        return ids.collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Type type, JsonNode value) {
        if (type.isBoundAsJson()) {
            return value.toString();
        }
        return type == Type.TIMESTAMP
                ? Times.read(value).map(Object::toString).orElseGet(() -> plain(value))
                : plain(value);
    }

    private static String plain(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
