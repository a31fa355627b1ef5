package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.messages.Caller;
import org.calque.query.tables.Column;
import org.calque.query.tables.Table;
import org.calque.query.tables.Type;

/// One SELECT in the making. Its text comes from declarations alone; whatever a client has sent is bound.
///
/// Each row is answered as one text, a JSON object that PostgreSQL has put together.
final class Statement {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(me|member)}");
    private static final Map<String, String> UNITS = Stream.of("seconds", "minutes", "hours", "days", "months", "years")
            .collect(Collectors.toUnmodifiableMap(unit -> unit, unit -> unit.substring(0, unit.length() - 1)));

    private final StringBuilder sql = new StringBuilder(500);
    private final List<String> bound = new ArrayList<>();
    private final Caller caller;
    private boolean hasCondition;
    private int maxRows = 1;

    Statement(Caller caller) {
        this.caller = caller;
    }

    void select(Table table, List<Column> columns, boolean withNulls) {
        sql.append("select '{' || concat_ws(',', null");
        for (Column column : columns) {
            sql.append(", '\"").append(column.name()).append("\":' || ");
            sql.append(withNulls ? "coalesce(" : "(").append(column.read()).append(withNulls ? ", 'null')" : ")");
        }
        sql.append(") || '}' from ").append(table.view()).append(" t");
    }

    /// A condition of a table, see [Table.Declaration#where].
    void rows(String condition, boolean seesEveryProject) {
        and();
        var placeholder = PLACEHOLDER.matcher(condition);
        sql.append('(');
        while (placeholder.find()) {
            placeholder.appendReplacement(
                    sql, placeholder.group(1).equals("me") ? me() : seesEveryProject ? "true" : member());
        }
        placeholder.appendTail(sql);
        sql.append(')');
    }

    /// Only rows of projects that the caller is on.
    void membersOnly() {
        rows("{member}", false);
    }

    /// Only rows of these projects.
    void onlyIn(Set<UUID> projects) {
        and();
        sql.append("t.project_id = any (cast(? as uuid[]))");
        bound.add(array(projects.stream().map(UUID::toString)));
    }

    /// Only rows of this project.
    void onlyOf(String project) {
        and();
        sql.append("t.project_id = cast(? as uuid)");
        bound.add(project);
    }

    /// Only rows of these accounts.
    void onlyAccounts(List<String> accounts) {
        and();
        sql.append("t.account_id = any (cast(? as uuid[]))");
        bound.add(array(accounts.stream()));
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
        if (operator.isIs()) {
            and();
            sql.append(operator.truth(column.stored(), operand));
        } else if (operator.comparesOrder() && operand.has("relative_time")) {
            and();
            var unit = UNITS.get(operand.path("unit").asText());
            if (unit == null) {
                throw QueryRefused.invalid(
                        "the unit of relative_time must be one of seconds, minutes, hours, days, months, years");
            }
            sql.append(operator.withNow(column.stored(), unit));
            bound.add(Options.leadingInteger(operand.get("relative_time"))
                    .orElseThrow(() -> QueryRefused.invalid("relative_time must be a number"))
                    .toString());
        } else if (!operand.isNull()) {
            and();
            sql.append(operator.with(column.type(), column.stored()));
            bound.add(operator.comparesOrder() ? text(column.type(), operand) : plain(operand));
        }
    }

    void order(Table table, List<Options.Order> order) {
        var separator = " order by ";
        for (var by : order) {
            var column = table.columns().get(by.column());
            sql.append(separator).append(column.stored()).append(by.descending() ? " desc" : "");
            separator = ", ";
        }
    }

    void limit(int rows) {
        maxRows = rows;
        sql.append(" limit cast(? as bigint)");
        bound.add(Integer.toString(rows));
    }

    /// Whether the caller is on a project.
    static Statement isMember(Caller caller, String projectId) {
        var statement = new Statement(caller);
        statement.sql.append("select 'member' from (select cast(? as uuid) as project_id) t where ");
        statement.bound.add(projectId);
        statement.sql.append(statement.member());
        return statement;
    }

    /// The accounts of those who are on a project, each project counting that passes the conditions to be added.
    static Statement people(Caller caller) {
        var statement = new Statement(caller);
        statement.sql.append("select distinct t.account_id::text from projects.api_members t");
        return statement;
    }

    /// Whether a table has a row that passes the conditions to be added.
    static Statement any(Table table, Caller caller) {
        var statement = new Statement(caller);
        statement.sql.append("select 'row' from ").append(table.view()).append(" t");
        return statement;
    }

    int maxRows() {
        return maxRows;
    }

    String sql() {
        return sql.toString();
    }

    List<String> bound() {
        return bound;
    }

    private void and() {
        sql.append(hasCondition ? " and " : " where ");
        hasCondition = true;
    }

    private String me() {
        bound.add(caller.isAccount() ? caller.id().toString() : null);
        return "cast(? as uuid)";
    }

    private String member() {
        return "t.project_id in (select m.project_id from projects.api_members m where m.account_id = " + me()
                + " and m.\"group\" in ('owner', 'collaborator'))";
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
