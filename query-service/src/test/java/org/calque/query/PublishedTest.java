package org.calque.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.calque.embedded.Roles;
import org.calque.embedded.TestInfra;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Table;
import org.calque.query.tables.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the role of query-service can reach in a database that the owners have really made.
class PublishedTest {
    /// Who is on which project; only restrictions read it.
    private static final String MEMBERS = "projects.api_members";

    private static TestInfra.Database database;

    @BeforeAll
    static void ownersMakeTheirSchemas() throws IOException, SQLException {
        database = TestInfra.database("published");
        for (String owner : Migrations.owners()) {
            for (String step : Migrations.of(owner)) {
                try (var connection = as(owner);
                        var statement = connection.createStatement()) {
                    statement.execute(step);
                }
            }
        }
    }

    /// Tables whose rows stand in a view.
    private static List<Table> published() {
        return StreamSupport.stream(Catalogue.all().spliterator(), false)
                .filter(it -> !it.found())
                .toList();
    }

    @Test
    void theRoleReadsThePublishedViewsAndNoOtherRelation() throws SQLException {
        var published = new TreeSet<>(Set.of(MEMBERS));
        published().forEach(table -> published.add(table.view()));
        assertEquals(published, new TreeSet<>(asked("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'v', 'm', 'p', 'f', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
                and n.nspname !~ '^pg_toast' and has_schema_privilege(n.oid, 'USAGE')
                and case c.relkind when 'S' then has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE')
                    else has_table_privilege(c.oid, 'SELECT') or has_any_column_privilege(c.oid, 'SELECT') end""")));
    }

    @Test
    void theRoleWritesNothing() throws SQLException {
        assertEquals(List.of(), asked("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'v', 'm', 'p', 'f')
                and (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                    or has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES'))
                and c.oid <> 'pg_settings'::regclass"""));
        assertEquals(List.of(), asked("select nspname from pg_namespace where has_schema_privilege(oid, 'CREATE')"));
        assertEquals(List.of("f"), asked("select has_database_privilege(current_database(), 'CREATE, TEMPORARY')"));
    }

    @Test
    void theRoleIsNobodyElseAndHasNoPowersOfItsOwn() throws SQLException {
        assertEquals(
                List.of(),
                asked("select rolname from pg_roles where rolname <> current_user"
                        + " and pg_has_role(current_user, oid, 'MEMBER')"));
        assertEquals(List.of("f"), asked("""
                select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                from pg_roles where rolname = current_user"""));
    }

    @Test
    void theRoleCallsNoFunctionOfAnOwner() throws SQLException {
        // Those of an extension know nothing of the owners; a trigger function cannot be called.
        assertEquals(List.of(), asked("""
                select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege(n.oid, 'USAGE')
                and has_function_privilege(p.oid, 'EXECUTE') and p.prorettype <> 'trigger'::regtype
                and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select rolpassword from pg_authid",
                "select passwd from pg_shadow",
                "select * from pg_largeobject",
                "select * from pg_statistic",
                "select * from pg_user_mapping",
                "select subconninfo from pg_subscription",
                "select * from pg_hba_file_rules",
                "select * from pg_file_settings",
                "select pg_read_file('/etc/passwd')",
                "select pg_read_binary_file('PG_VERSION')",
                "select pg_ls_dir('.')",
                "select pg_ls_waldir()",
                "select pg_stat_file('PG_VERSION')",
                "select lo_import('/etc/passwd')",
                "copy (select 1) to program 'true'",
                "copy (select 1) to '/tmp/stolen'",
                "set role calque_accounts",
                "set session authorization calque_projects",
                "create table t (a integer)",
                "create temporary table t (a integer)",
                "create schema mine",
                "create function f() returns integer language sql return 1",
                "alter role calque_query superuser",
                "alter system set log_statement = 'all'",
                "create extension dblink",
                "select pg_reload_conf()",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'calque_accounts'",
                "select * from accounts.accounts",
                "select * from accounts.registration_tokens",
                "select * from accounts.server_settings",
                "select * from projects.projects",
                "select * from billing.purchases",
                "select * from copies.copy_paths",
                "update accounts.api_accounts set groups = '{admin}'",
                "insert into projects.api_members values (gen_random_uuid(), gen_random_uuid(), 'owner')",
                "delete from billing.api_site_licenses",
                "select nextval('projects.host_uids')",
            })
    void whatIsSecretOrChangesSomethingIsRefused(String sql) throws SQLException {
        try (var owner = as("accounts");
                var connection = as("query");
                var statement = connection.createStatement()) {
            var refused = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertTrue(
                    Set.of("42501", "0LP01", "22023").contains(refused.getSQLState()),
                    () -> refused.getSQLState() + " " + refused.getMessage());
        }
    }

    @Test
    void theRoleSeesNoStatementsOfOthersAndNoStatisticsOfTheirTables() throws SQLException {
        try (var owner = as("accounts");
                var secret = owner.createStatement()) {
            secret.execute("select 'the secret of accounts'");
            assertEquals(
                    List.of(),
                    asked("select query from pg_stat_activity where usename <> current_user"
                            + " and query not in ('', '<insufficient privilege>')"));
        }
        assertEquals(
                List.of(),
                asked("select schemaname || '.' || tablename from pg_stats"
                        + " where schemaname not in ('pg_catalog', 'information_schema')"));
    }

    @Test
    void theRoleReadsNoLargeObjectOfAnOwner() throws SQLException {
        try (var owner = as("accounts");
                var statement = owner.createStatement()) {
            statement.execute("select lo_from_bytea(4711, 'secret')");
        }
        var refused = assertThrows(SQLException.class, () -> asked("select lo_get(4711)::text"));
        assertEquals("42501", refused.getSQLState());
    }

    @Test
    void everyViewHasExactlyTheColumnsThatDeclarationsReadInTheirTypes() throws SQLException {
        var declared = new TreeMap<String, Map<String, Type>>();
        for (var table : published()) {
            var columns = declared.computeIfAbsent(table.view(), view -> new TreeMap<>());
            table.columns().values().stream()
                    .filter(column -> column.gettable() && column.isPublished())
                    .forEach(column -> columns.put(column.name(), column.type()));
        }
        declared.put(
                MEMBERS, new TreeMap<>(Map.of("project_id", Type.UUID, "account_id", Type.UUID, "group", Type.TEXT)));
        var real = new TreeMap<String, Map<String, Type>>();
        for (String view : declared.keySet()) {
            real.put(view, new TreeMap<>());
            columns(view, "query", database.url())
                    .forEach((name, type) -> real.get(view).put(name, declaredAs(type)));
        }
        assertEquals(text(declared), text(real));
    }

    /// The tests of this module read tables that stand in for the views; they are to be like them.
    @Test
    void whatStandsInForTheViewsInTestsHasTheirColumns() throws SQLException {
        var standIns = TestInfra.database("stand-ins");
        PublishedViews.publishIn(standIns);
        for (var table : published()) {
            assertEquals(
                    new TreeMap<>(columns(table.view(), "query", database.url())),
                    new TreeMap<>(columns(table.view(), "query", standIns.url())),
                    table.view());
        }
    }

    private static Type declaredAs(String sqlType) {
        return switch (sqlType) {
            case "uuid" -> Type.UUID;
            case "text", "character varying", "character" -> Type.TEXT;
            case "boolean" -> Type.BOOLEAN;
            case "integer", "bigint" -> Type.INTEGER;
            case "real" -> Type.REAL;
            case "double precision" -> Type.DOUBLE;
            case "timestamp with time zone" -> Type.TIMESTAMP;
            case "jsonb" -> Type.JSONB;
            case "text[]" -> Type.TEXTS;
            case "uuid[]" -> Type.UUIDS;
            case "integer[]" -> Type.INTEGERS;
            case "bit varying" -> Type.BITS;
            default -> throw new AssertionError("no type for " + sqlType);
        };
    }

    private static String text(Map<String, Map<String, Type>> views) {
        var text = new StringBuilder();
        views.forEach((view, columns) -> columns.forEach((name, type) -> text.append(view)
                .append(' ')
                .append(name)
                .append(' ')
                .append(type == Type.NAME ? Type.TEXT : type)
                .append('\n')));
        return text.toString();
    }

    private static Map<String, String> columns(String view, String role, String url) throws SQLException {
        var columns = new TreeMap<String, String>();
        try (var connection = connection(url, role);
                var select = connection.prepareStatement("select attname, regexp_replace(format_type(atttypid, null),"
                        + " 'varchar', 'character varying') from pg_attribute where attrelid = cast(? as regclass)"
                        + " and attnum > 0 and not attisdropped")) {
            select.setString(1, view);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    private static List<String> asked(String sql) throws SQLException {
        try (var connection = as("query");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }

    private static Connection as(String service) throws SQLException {
        return connection(database.url(), service);
    }

    private static Connection connection(String url, String service) throws SQLException {
        return DriverManager.getConnection(
                url, Roles.of(service), database.passwords().get(service));
    }
}
