package org.calque.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.calque.messages.Caller;
import org.junit.jupiter.api.Test;

/// Attempts to get SQL past the engine, and values that no column can hold, at every place of a question: nothing is
/// read or changed that should not be, and every error is a clear one. [HostileInputTest] sends some of it over HTTP.
@QuarkusTest
class HostileCorpusTest extends QueryTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> OPERATORS = List.of(
            "!=",
            "<>",
            "<=",
            ">=",
            "==",
            "<",
            ">",
            "=",
            "IS NOT",
            "IS",
            "ILIKE",
            "LIKE",
            "NOT ILIKE",
            "NOT LIKE",
            "ANY",
            "MINLEN",
            "MAXLEN");
    private static final List<String> CORPUS = List.of(
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "`",
            ";",
            "--",
            "/*",
            "*/",
            "$$",
            "$1",
            "?",
            "??",
            ":x",
            "%",
            "%s",
            "_",
            "{}",
            "{me}",
            "{member}",
            "{now}",
            "{account_id}",
            "{project_id}",
            "{account_id}'",
            "{a,b}",
            "{\"a\"",
            "(",
            ")",
            "' or '1'='1",
            "' or 1=1 --",
            "1 or 1=1",
            "') or ('1'='1",
            "\") or true --",
            "x' and 1=cast((select 1) as int)",
            "'; drop table projects.api_projects; --",
            "1; truncate accounts.api_accounts",
            "'||pg_sleep(9)||'",
            "'; copy (select 1) to program 'id'; --",
            "' union select rolpassword from pg_authid --",
            "t.title) from projects.api_projects t --",
            "title\" from accounts.api_accounts t --",
            "t.\"title\"",
            "title::text",
            "title collate \"C\"",
            "title, (select 1)",
            "case when true then title end",
            "-title",
            "--title",
            "title desc; select 1",
            "title nulls first",
            "random()",
            "1",
            "E'\\x27'",
            "U&'\\0027'",
            "\u02bc",
            "\uff07",
            "\u2019",
            "%27",
            "&#39;",
            "\u0000",
            "a\u0000b",
            "\\u0000",
            "\ud800",
            "\udc00x",
            "\ud800\ud800",
            "\ufffe",
            "\uffff",
            "\ufeff",
            "\u202e",
            "e\u0301",
            "🐘",
            "\r\n",
            "\t",
            " ",
            "constructor",
            "__proto__",
            "toString",
            "null",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "0x10",
            "1_000",
            "epoch",
            "today",
            "allballs",
            "9999999-01-01",
            "99999999999999",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "#{1+1}");

    private static final Caller ADA = Rows.ada().caller();

    @Inject
    Engine engine;

    /// A question with something hostile in one place.
    private record Attempt(JsonNode query, JsonNode options) {}

    @Test
    void textThatWouldBeSqlHasNoEffectAnywhere() throws SQLException {
        var before = everything();
        for (String text : CORPUS) {
            for (var attempt : attempts(text)) {
                checkHarmless(attempt);
            }
        }
        assertEquals(before, everything());
    }

    @Test
    void valuesOfEveryKindMeetEveryOperatorOnEveryColumn() {
        var values = List.<JsonNode>of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.numberNode(Double.NaN),
                JSON.numberNode(Double.POSITIVE_INFINITY),
                JSON.numberNode(1e308),
                JSON.numberNode(-0.0),
                JSON.numberNode(new BigInteger("9".repeat(400))),
                JSON.numberNode(Long.MIN_VALUE),
                JSON.numberNode(1.5),
                JSON.textNode("0001-01-01T00:00:00Z"),
                JSON.textNode("294277-01-01"),
                JSON.textNode("-4714-01-01"),
                JSON.textNode("2025-02-30T25:61:61Z"),
                JSON.numberNode(Long.MAX_VALUE),
                JSON.arrayNode(),
                JSON.arrayNode().add((String) null),
                JSON.arrayNode().add(JSON.arrayNode()),
                JSON.objectNode(),
                object("relative_time", JSON.numberNode(1e99)).put("unit", "years"),
                object("relative_time", JSON.numberNode(Integer.MAX_VALUE)).put("unit", "years"),
                object("relative_time", JSON.nullNode()).put("unit", "days"));
        for (var column : List.of(
                "project_id", "title", "deleted", "ephemeral", "last_edited", "users", "run_quota", "secret_token")) {
            for (JsonNode value : values) {
                for (String operator : OPERATORS) {
                    checkHarmless(get("projects", object(column, object(operator, value))));
                }
                checkHarmless(get("projects", object(column, value)));
                checkHarmless(set("projects", object(column, value).put("project_id", Rows.ADAS.toString())));
            }
        }
        for (var column : List.of("tags", "balance", "autosave", "editor_settings")) {
            for (JsonNode value : values) {
                for (String operator : OPERATORS) {
                    checkHarmless(get("accounts", object(column, object(operator, value))));
                }
                checkHarmless(set("accounts", object(column, value)));
            }
        }
    }

    @Test
    void whatIsNestedAThousandDeepIsTakenOrRefused() {
        JsonNode map = JSON.numberNode(1);
        JsonNode list = JSON.numberNode(1);
        // Somewhat less: with what is around it, as deep as JSON is read and written at all.
        for (int i = 0; i < 990; i++) {
            map = object("a", map);
            list = JSON.arrayNode().add(list);
        }
        for (JsonNode deep : List.of(map, list)) {
            checkHarmless(get("accounts", object("profile", deep)));
            checkHarmless(get("accounts", object("tags", object("ANY", deep))));
            checkHarmless(set("accounts", object("profile", deep)));
            checkHarmless(set("accounts", object("tags", deep)));
            checkHarmless(new Attempt(deep, JSON.arrayNode()));
            checkHarmless(new Attempt(object("accounts", deep), JSON.arrayNode()));
            checkHarmless(new Attempt(
                    object("accounts", object("name", JSON.nullNode())),
                    JSON.arrayNode().add(deep)));
        }
    }

    @Test
    void aTextOfAMegabyteIsTakenOrRefused() {
        var all = attempts("x'".repeat(500_000));
        for (int i = 0; i < all.size(); i += 3) {
            checkHarmless(all.get(i));
        }
    }

    private static List<Attempt> attempts(String text) {
        var attempts = new ArrayList<Attempt>();
        var value = JSON.textNode(text);
        for (boolean set : new boolean[] {true, false}) {
            attempts.add(asked(text, object("title", value), set));
            for (String table : List.of("projects", "public_paths", "site_licenses")) {
                attempts.add(asked(table, object(text, value), set));
                attempts.add(asked(table, object(text, JSON.nullNode()), set));
            }
            for (String column : List.of("project_id", "title", "deleted", "users", "env", "last_edited", "name")) {
                attempts.add(asked("projects", object(column, value), set));
                attempts.add(asked("projects", object(column, object(text, value)), set));
                attempts.add(asked("projects", object(column, object("a", object(text, object(text, value)))), set));
                attempts.add(asked("projects", object(column, JSON.arrayNode().add(value)), set));
            }
            for (String column : List.of("account_id", "tags", "balance", "autosave", "profile", "first_name")) {
                attempts.add(asked("accounts", object(column, value), set));
                attempts.add(asked("accounts", object(column, object(text, value)), set));
            }
        }
        for (String operator : OPERATORS) {
            attempts.add(get("projects", object("title", object(operator, value))));
            attempts.add(get("accounts", object("tags", object(operator, value))));
        }
        attempts.add(get(
                "projects",
                object("last_edited", object(">", object("relative_time", value).put("unit", "days")))));
        attempts.add(get(
                "projects",
                object(
                        "last_edited",
                        object(">", object("relative_time", JSON.numberNode(1)).set("unit", value)))));
        attempts.add(get("public_paths_by_id", object("id", value)));
        attempts.add(get("public_projects", object("project_id", value)));
        var titles = object("projects", JSON.arrayNode().add(JSON.objectNode().putNull("title")));
        for (String option : List.of(
                text, "limit", "order_by", "account_id", "only_changes", "slice", "heartbeat", "set", "delete")) {
            attempts.add(new Attempt(titles, JSON.arrayNode().add(object(option, value))));
        }
        for (String order : List.of("title, " + text, text + ", title", "-" + text, "title " + text)) {
            attempts.add(new Attempt(titles, JSON.arrayNode().add(object("order_by", JSON.textNode(order)))));
        }
        attempts.add(new Attempt(titles, value));
        attempts.add(new Attempt(value, JSON.arrayNode()));
        attempts.add(new Attempt(JSON.arrayNode().add(titles).add(value), JSON.arrayNode()));
        return attempts;
    }

    private static Attempt asked(String table, ObjectNode fields, boolean set) {
        return set ? set(table, fields) : get(table, fields);
    }

    private static Attempt get(String table, JsonNode fields) {
        return new Attempt(
                object(table, JSON.arrayNode().add(fields)),
                JSON.arrayNode().add(object("set", JSON.booleanNode(false))));
    }

    private static Attempt set(String table, JsonNode fields) {
        return new Attempt(object(table, fields), JSON.arrayNode().add(object("set", JSON.booleanNode(true))));
    }

    private static ObjectNode object(String key, JsonNode value) {
        return JSON.objectNode().set(key, value);
    }

    /// Whatever is no refusal would be answered with status 500.
    private void checkHarmless(Attempt attempt) {
        try {
            var answer = Oracle.answered(engine, attempt.query(), attempt.options(), ADA);
            assertFalse(answer.contains("Grace"), answer);
            assertFalse(answer.contains("Hopper"), answer);
            assertFalse(answer.contains("s3cret"), answer);
        } catch (QueryRefused refused) {
            var words = refused.getMessage();
            assertFalse(words.isBlank());
            assertFalse(words.contains("syntax error at"), words);
            assertFalse(words.contains("unterminated"), words);
            assertFalse(words.contains("Exception"), words);
        } catch (RuntimeException | StackOverflowError surprise) {
            throw new AssertionError(shortened(attempt.query()) + " " + shortened(attempt.options()), surprise);
        }
    }

    private static String shortened(JsonNode json) {
        try {
            var text = json.toString();
            return text.substring(0, Math.min(text.length(), 500));
        } catch (RuntimeException | StackOverflowError unspeakable) {
            return "what cannot even be written";
        }
    }

    private static String everything() throws SQLException {
        var sums = new StringBuilder();
        for (String table : List.of(
                "accounts.api_accounts",
                "accounts.api_news",
                "projects.api_projects",
                "projects.api_members",
                "projects.api_public_paths",
                "billing.site_licenses")) {
            try (var connection = PublishedViews.as(table.substring(0, table.indexOf('.')));
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select count(*), md5(string_agg(t::text, '' order by t::text)) from " + table + " t")) {
                assertTrue(row.next());
                sums.append(table)
                        .append(' ')
                        .append(row.getString(1))
                        .append(row.getString(2))
                        .append('\n');
            }
        }
        return sums.toString();
    }
}
