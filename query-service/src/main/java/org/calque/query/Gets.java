package org.calque.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Service;
import org.calque.messages.Uuids;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Column;
import org.calque.query.tables.SetRule.Broken;
import org.calque.query.tables.Table;
import org.calque.query.tables.Table.ProjectRule;

/// Answers what is asked for, with one SELECT on a published view.
@ApplicationScoped
class Gets {
    private static final byte[] COMMA = {','};

    private final Database database;
    private final Makings makings;
    private final QuerySettings settings;

    Gets(Database database, Makings makings, QuerySettings settings) {
        this.database = database;
        this.makings = makings;
        this.settings = settings;
    }

    /// Answers one question; the order of checks is the contract's.
    ///
    /// @param admin the administrator who acts as the caller; null when the caller acts for himself
    void answer(Question question, Options options, boolean wantsChanges, Caller caller, Caller admin, Answer answer)
            throws QueryRefused {
        var table = readable(question, caller);
        var columns = columns(question, table);
        if (wantsChanges) {
            checkThatChangesCanBeTold(question, table);
        }
        try {
            table.check().check(question.fields(), question.many());
        } catch (Broken broken) {
            throw QueryRefused.invalid(broken.getMessage());
        }
        if (table.adminOnly() && !caller.isAdmin()) {
            throw QueryRefused.forbidden("FATAL: user must be an admin");
        }
        if (table.makes()) {
            makings.make(question, table, options, caller, admin, answer);
            return;
        }
        var project = projectOf(question, table, caller);
        if (table.found()) {
            checkMayRead(table, project, caller);
            makings.find(question, table, options, caller, admin, answer);
            return;
        }
        Optional<Statement> statement;
        long rows = 0;
        try {
            statement = statement(question, table, columns, options, project, caller);
            if (statement.isPresent() && options.explains()) {
                explain(question, table, statement.get(), options, answer);
                return;
            }
            if (statement.isPresent()) {
                rows = rows(question, table, statement.get(), answer);
            }
        } catch (QueryRefused refused) {
            if (!answer.hasBegun()) {
                checkMayRead(table, project, caller);
            }
            throw refused;
        }
        if (rows == 0) {
            checkMayRead(table, project, caller);
            answer.add(statement.isPresent() && answersMany(question, table) ? start(question) + "[]}" : "{}");
        }
    }

    private long rows(Question question, Table table, Statement statement, Answer answer) throws QueryRefused {
        var many = answersMany(question, table);
        var isFirst = new boolean[] {true};
        var rows = database.read(table.owner(), statement, row -> {
            if (isFirst[0]) {
                isFirst[0] = false;
                answer.opens(start(question) + (many ? "[" : ""), many ? "]}" : "}");
                answer.add(row);
            } else {
                answer.add(COMMA, row);
            }
        });
        answer.closes();
        return rows;
    }

    private static String start(Question question) {
        return "{\"" + question.table() + "\":";
    }

    /// How PostgreSQL would go about it, in place of the rows.
    private void explain(Question question, Table table, Statement statement, Options options, Answer answer)
            throws QueryRefused {
        var plan = "{\"sql\":" + TextNode.valueOf(statement.sql()) + ",\"plan\":"
                + database.plan(table.owner(), statement, options.analyzes()) + "}";
        answer.add(start(question) + (answersMany(question, table) ? "[" + plan + "]" : plan) + "}");
    }

    /// Whether a project may be read is asked only when there is no row of it: a row says that it may.
    private void checkMayRead(Table table, String project, Caller caller) throws QueryRefused {
        if (project != null && !mayRead(table, project, caller)) {
            throw QueryRefused.forbidden("FATAL: you do not have read access to this project -- account_id="
                    + caller.id() + ", project_id_=undefined");
        }
        if (table.whenEmpty() != null) {
            var any = Statement.any(table, caller);
            any.onlyOf(project);
            restrict(any, table, project, caller);
            any.limit(1);
            if (!database.finds(table.owner(), any)) {
                throw QueryRefused.invalid(table.whenEmpty());
            }
        }
    }

    /// What reads the rows asked for; nothing when those of now are not wanted.
    Optional<Statement> statement(
            Question question, Table table, List<Column> columns, Options options, String project, Caller caller)
            throws QueryRefused {
        var wanted = options.forGetOf(table);
        if (wanted.onlyChanges()) {
            return Optional.empty();
        }
        var statement = new Statement(caller);
        statement.select(
                table, table.whole() ? List.copyOf(table.columns().values()) : columns, keepsNulls(question, table));
        restrict(statement, table, project, caller);
        for (Column column : table.whole() ? List.<Column>of() : columns) {
            statement.compare(column, question.fields().get(column.name()));
        }
        for (var field : question.fields().properties()) {
            var asked = table.columns().get(field.getKey());
            if (asked != null && asked.asked() != null && !field.getValue().isNull()) {
                statement.look(asked, field.getValue().asText());
            }
        }
        statement.order(table, wanted.order());
        statement.limit(limit(question, table, wanted));
        return Optional.of(statement);
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

    static List<Column> columns(Question question, Table table) throws QueryRefused {
        var columns = new ArrayList<Column>(question.fields().size());
        for (var field : question.fields().properties()) {
            var column = table.gettable(field.getKey())
                    .orElseThrow(() -> QueryRefused.forbidden(
                            "FATAL: user get query not allowed for " + table.name() + "." + field.getKey()));
            if (column.isStored()) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static void checkThatChangesCanBeTold(Question question, Table table) throws QueryRefused {
        if (table.makes()) {
            throw QueryRefused.invalid("FATAL: changefeeds only for read queries");
        }
        if (table.found()) {
            throw QueryRefused.invalid("FATAL: changefeeds are not told of '" + table.name() + "'; ask again instead");
        }
        for (String key : table.key()) {
            if (!question.fields().has(key)) {
                throw QueryRefused.invalid("FATAL: changefeed MUST include primary key (='"
                        + String.join(",", table.key()) + "') in query");
            }
        }
    }

    /// The project that the query names, where the table's rows are those of projects; null when there is none.
    private static String projectOf(Question question, Table table, Caller caller) throws QueryRefused {
        if (table.projects() == ProjectRule.NONE || table.projects() == ProjectRule.OPEN) {
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

    private void restrict(Statement statement, Table table, String project, Caller caller) throws QueryRefused {
        var seesEveryProject = project != null && caller.isAdmin();
        if (table.people()) {
            statement.onlyAccounts(people(project, seesEveryProject, caller));
        } else if (!seesEveryProject
                && (table.projects() == ProjectRule.MINE || table.projects() == ProjectRule.GIVEN)) {
            statement.membersOnly();
        }
        if (table.projects() != ProjectRule.NONE
                && !table.people()
                && caller.limits().projects() != null) {
            statement.onlyIn(caller.limits().projects());
        }
        for (String condition : table.rows()) {
            statement.rows(condition, seesEveryProject);
        }
    }

    /// Who is on the project, or on any that the caller is on. Accounts and projects may be in two databases.
    private List<String> people(String project, boolean seesEveryProject, Caller caller) throws QueryRefused {
        var statement = Statement.people(caller);
        if (project != null) {
            statement.onlyOf(project);
        }
        if (!seesEveryProject) {
            statement.membersOnly();
        }
        if (caller.limits().projects() != null) {
            statement.onlyIn(caller.limits().projects());
        }
        var people = new ArrayList<String>();
        database.read(Service.PROJECTS, statement, row -> people.add(new String(row, StandardCharsets.US_ASCII)));
        return people;
    }

    private boolean mayRead(Table table, String project, Caller caller) throws QueryRefused {
        return table.projects() == ProjectRule.GIVEN_OPEN
                || caller.isAdmin()
                || caller.limits().allow(UUID.fromString(project))
                        && database.finds(Service.PROJECTS, Statement.isMember(caller, project));
    }

    private int limit(Question question, Table table, Options.Wanted wanted) {
        var rows = wanted.limit() == null ? settings.maxRows() : Math.min(wanted.limit(), settings.maxRows());
        return answersMany(question, table) ? rows : Math.min(rows, 1);
    }

    private static boolean answersMany(Question question, Table table) {
        return question.many() || table.whole();
    }

    /// One row keeps its nulls, a row of many is without them.
    private static boolean keepsNulls(Question question, Table table) {
        return !question.many() || table.whole();
    }
}
