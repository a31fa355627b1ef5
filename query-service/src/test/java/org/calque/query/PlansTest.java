package org.calque.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.calque.embedded.Roles;
import org.calque.embedded.TestInfra;
import org.calque.kit.testing.TestCallers;
import org.calque.query.tables.Catalogue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How PostgreSQL goes about queries in the tables that the owners have really made: what somebody has few of is found
/// by indexes, however many rows others have.
class PlansTest {
    private static final UUID ADA = UUID.randomUUID();
    private static TestInfra.Database database;
    private static String project;

    @BeforeAll
    static void aFewProjectsAmongMany() throws IOException, SQLException {
        database = TestInfra.database("plans");
        for (String step : Migrations.of("projects")) {
            run(step);
        }
        run("""
                with made as (
                    insert into projects (project_id, title, created, last_edited, host_uid)
                    select gen_random_uuid(), 'many', now(), now(), nextval('host_uids') from generate_series(1, 20000)
                    returning project_id
                ), paths as (
                    insert into public_paths (id, project_id, path)
                    select lpad(replace(project_id::text, '-', ''), 40, '0'), project_id, 'p' from made
                ), logs as (
                    insert into project_log (id, project_id, time) select gen_random_uuid(), project_id, now() from made
                ), uses as (
                    insert into file_use (id, project_id, path, last_edited)
                    select lpad(replace(project_id::text, '-', ''), 40, '0'), project_id, 'p', now() from made
                )
                insert into members (project_id, account_id, "group")
                select project_id, case when row_number() over () <= 5 then '%s'::uuid else gen_random_uuid() end, 'owner'
                from made""".formatted(ADA));
        run("analyze");
        try (var connection = as("projects");
                var select = connection.createStatement();
                var row = select.executeQuery("select project_id from members where account_id = '" + ADA + "'")) {
            row.next();
            project = row.getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'projects':{'project_id':'<P>','title':null,'users':null}}",
                "{'projects':[{'project_id':null,'title':null,'last_edited':null}]}",
                "{'projects_all':[{'project_id':null,'users':null}]}",
                "{'projects_all':{'project_id':'<P>','title':null}}",
                "{'public_paths':[{'project_id':'<P>','path':null}]}",
                "{'project_log':[{'project_id':null,'id':null,'time':null}]}",
                "{'project_log_all':[{'project_id':'<P>','id':null,'time':null}]}",
                "{'file_use':[{'project_id':null,'id':null,'last_edited':null}]}",
            })
    void whatAnAccountHasFewOfIsFoundByIndexes(String query) throws Exception {
        var statement = statement(query.replace("<P>", project));
        for (String plans : new String[] {"force_custom_plan", "force_generic_plan"}) {
            var plan = plan(statement, plans);
            assertTrue(plan.contains("Index"), plans + "\n" + plan);
            assertFalse(plan.contains("Seq Scan"), plans + "\n" + plan);
        }
    }

    private static Statement statement(String query) throws QueryRefused {
        var options = new Options(null);
        var question = Question.of(QueryTest.json(query), options, new Tokens(ADA, Instant.now()));
        var table = Catalogue.named(question.table()).orElseThrow();
        var named = question.fields().path("project_id");
        return new Gets(null, null, defaults())
                .statement(
                        question,
                        table,
                        Gets.columns(question, table),
                        options,
                        named.isTextual() ? named.textValue() : null,
                        TestCallers.account(ADA).caller())
                .orElseThrow();
    }

    private static QuerySettings defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(QuerySettings.class)
                .build()
                .getConfigMapping(QuerySettings.class);
    }

    private static String plan(Statement statement, String plans) throws SQLException {
        var text = new StringBuilder();
        try (var connection = as("query")) {
            try (var set = connection.createStatement()) {
                set.execute("set plan_cache_mode = " + plans);
            }
            try (var explain = connection.prepareStatement("explain " + statement.sql())) {
                for (int i = 0; i < statement.bound().size(); i++) {
                    explain.setString(i + 1, statement.bound().get(i));
                }
                try (var line = explain.executeQuery()) {
                    while (line.next()) {
                        text.append(line.getString(1)).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }

    private static void run(String sql) throws SQLException {
        try (var connection = as("projects");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection as(String service) throws SQLException {
        return DriverManager.getConnection(
                database.url(), Roles.of(service), database.passwords().get(service));
    }
}
