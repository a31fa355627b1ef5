package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Uuids;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Column;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// Answers what is asked for, with one SELECT on a published view.
@ApplicationScoped
class Gets {
    private final Database database;
    private final QuerySettings settings;

    Gets(Database database, QuerySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// The answer to one question as JSON text; the order of checks is the contract's.
    String answer(Question question, Options options, boolean wantsChanges, Caller caller) throws QueryRefused {
        var table = readable(question, caller);
        var columns = columns(question, table);
        if (wantsChanges) {
            checkThatTheKeyIsAskedFor(question, table);
        }
        if (table.adminOnly() && !caller.isAdmin()) {
            throw QueryRefused.forbidden("FATAL: user must be an admin");
        }
        var project = projectOf(question, table, caller);
        var wanted = options.forGetOf(table);
        if (wanted.onlyChanges()) {
            return "{}";
        }
        var statement = new Statement(caller);
        statement.select(table, columns, question.many());
        restrict(statement, table, project, caller);
        for (Column column : columns) {
            statement.compare(column, question.fields().get(column.name()));
        }
        statement.order(table, wanted.order());
        statement.limit(limit(question, wanted));
        var rows = database.rows(table.owner(), statement);
        if (rows.isEmpty() && project != null && !mayRead(table, project, caller)) {
            throw QueryRefused.forbidden("FATAL: you do not have read access to this project -- account_id="
                    + caller.id() + ", project_id_=undefined");
        }
        return written(question, rows);
    }

    private static Table readable(Question question, Caller caller) throws QueryRefused {
        var table = Catalogue.named(question.table())
                .filter(Table::gettable)
                .orElseThrow(() ->
                        QueryRefused.forbidden("FATAL: get queries not allowed for table '" + question.table() + "'"));
        if (!caller.isAccount() && !table.readByAnybody()) {
            throw QueryRefused.forbidden(
                    "FATAL: anonymous get queries not allowed for table '" + question.table() + "'");
        }
        return table;
    }

    private static List<Column> columns(Question question, Table table) throws QueryRefused {
        var columns = new ArrayList<Column>(question.fields().size());
        for (var field : question.fields().properties()) {
            columns.add(table.gettable(field.getKey())
                    .orElseThrow(() -> QueryRefused.forbidden(
                            "FATAL: user get query not allowed for " + table.name() + "." + field.getKey())));
        }
        return columns;
    }

    private static void checkThatTheKeyIsAskedFor(Question question, Table table) throws QueryRefused {
        for (String key : table.key()) {
            if (!question.fields().has(key)) {
                throw QueryRefused.invalid("FATAL: changefeed MUST include primary key (='"
                        + String.join(",", table.key()) + "') in query");
            }
        }
    }

    /// The project that the query names, where the table's rows are those of projects; null when there is none.
    private static String projectOf(Question question, Table table, Caller caller) throws QueryRefused {
        if (table.projects() == ProjectRule.NONE) {
            return null;
        }
        JsonNode given = question.fields().path("project_id");
        if (given.isMissingNode() || given.isNull()) {
            if (table.projects() == ProjectRule.MINE) {
                return null;
            }
            throw QueryRefused.invalid("FATAL: must specify project_id");
        }
        var project = given.isContainerNode() ? given.toString() : given.asText();
        if (table.projects() != ProjectRule.GIVEN_OPEN && !Uuids.isUuid(project)) {
            throw QueryRefused.invalid("invalid project_id -- " + project);
        }
        return project;
    }

    private static void restrict(Statement statement, Table table, String project, Caller caller) {
        var seesEveryProject = project != null && caller.isAdmin();
        if (!seesEveryProject && (table.projects() == ProjectRule.MINE || table.projects() == ProjectRule.GIVEN)) {
            statement.membersOnly();
        }
        if (table.projects() != ProjectRule.NONE && caller.limits().projects() != null) {
            statement.onlyIn(caller.limits().projects());
        }
        for (String condition : table.rows()) {
            statement.rows(condition, seesEveryProject);
        }
    }

    private boolean mayRead(Table table, String project, Caller caller) throws QueryRefused {
        return table.projects() == ProjectRule.GIVEN_OPEN
                || caller.isAdmin()
                || caller.limits().allow(UUID.fromString(project))
                        && !database.rows(table.owner(), Statement.isMember(caller, project))
                                .isEmpty();
    }

    private int limit(Question question, Options.Wanted wanted) {
        var rows = wanted.limit() == null ? settings.maxRows() : Math.min(wanted.limit(), settings.maxRows());
        return question.many() ? rows : Math.min(rows, 1);
    }

    private static String written(Question question, List<String> rows) {
        if (rows.isEmpty() && !question.many()) {
            return "{}";
        }
        var answer = new StringBuilder("{\"").append(question.table()).append("\":");
        if (question.many()) {
            answer.append('[').append(String.join(",", rows)).append(']');
        } else {
            answer.append(rows.getFirst());
        }
        return answer.append('}').toString();
    }
}
