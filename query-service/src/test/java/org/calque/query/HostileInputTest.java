package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import org.calque.messages.Caller;
import org.calque.query.tables.Catalogue;
import org.calque.query.tables.Column;
import org.calque.query.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a client sends, where it sends it: an answer or a clear error, and no row that it should not see.
@QuarkusTest
class HostileInputTest extends QueryTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Caller ADA = ada().caller();

    @Inject
    Engine engine;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "\\",
                "' or '1'='1",
                "'; drop table projects.api_projects; --",
                "\") or true --",
                "{a,b}",
                "?",
                "$1",
                "{me}",
                "{member}",
                "%s",
                "*",
                "t.title",
                "\u0000",
                "\ud800",
                "a\u0000b",
                "\ufeff",
                "🐘",
                "",
            })
    void textIsNeverSqlInAnyPosition(String text) {
        for (JsonNode query : queries(text)) {
            for (JsonNode options : options(text)) {
                checkHarmless(ask(ada(), query, options));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "-1",
                "1e308",
                "1e999",
                "1.5",
                "true",
                "null",
                "[]",
                "{}",
                "[null]",
                "[[[]]]",
                "{'a':{'b':null}}",
                "123456789012345678901234567890",
                "{'==':{}}",
                "{'ANY':[]}",
                "{'MINLEN':'x'}",
                "{'IS':{}}",
                "{'LIKE':5}",
                "{'<':{'relative_time':1e99,'unit':'years'}}",
                "{'<':{'relative_time':1,'unit':'eons'}}",
                "{'<':{'relative_time':null}}"
            })
    void valuesOfEveryKindAreTakenOrRefusedInEveryColumn(String value) {
        for (var table : Catalogue.all()) {
            for (String column : oneOfEachKind(table)) {
                for (String set : List.of("[{'set':true}]", "[{'set':false}]")) {
                    var fields = JSON.objectNode();
                    fields.put("project_id", Rows.ADAS.toString());
                    if (!table.columns().containsKey("project_id")) {
                        fields.removeAll();
                    }
                    fields.set(column, json(value));
                    checkHarmless(asked(JSON.objectNode().set(table.name(), fields), json(set)));
                }
            }
        }
    }

    /// Asked without HTTP, since there are thousands; whatever is no refusal fails the test.
    private JsonNode asked(JsonNode query, JsonNode options) {
        try {
            return JSON.textNode(Oracle.answered(engine, query, options, ADA));
        } catch (QueryRefused refused) {
            return object("error", refused.getMessage());
        }
    }

    /// Columns that differ in their type or in the way they are read and set.
    private static List<String> oneOfEachKind(Table table) {
        var kinds = new HashMap<String, String>();
        for (Column column : table.columns().values()) {
            kinds.putIfAbsent(column.type() + " " + column.gettable() + " " + column.setRule(), column.name());
        }
        return List.copyOf(kinds.values());
    }

    /// What is nested more deeply is refused by the gateway.
    @Test
    void nestingIsTakenAsDeepAsTheGatewayLetsItThrough() {
        for (int depth : new int[] {50, 490}) {
            var nested = "{'a':".repeat(depth) + "1" + "}".repeat(depth);
            checkHarmless(postText("{'query':{'accounts':{'profile':" + nested + "}}}"));
            checkHarmless(postText("{'query':{'accounts':{'profile':" + nested + ",'name':null}}}"));
            checkHarmless(postText("{'query':" + "[".repeat(depth) + "]".repeat(depth) + "}"));
        }
    }

    private static JsonNode postText(String body) {
        return post(ada(), "/events/query", body.replace('\'', '"'));
    }

    private static List<ObjectNode> queries(String text) {
        return List.of(
                object(text, object("title", (String) null)),
                object("projects", object(text, (String) null)),
                object("projects", object("title", text).putNull("project_id")),
                object("projects", object("project_id", text).putNull("title")),
                object(
                        "projects",
                        JSON.objectNode()
                                .<ObjectNode>set("title", object(text, text))
                                .putNull("description")),
                object(
                        "projects",
                        JSON.objectNode()
                                .<ObjectNode>set("title", object("LIKE", text))
                                .putNull("description")),
                object(
                        "projects",
                        JSON.objectNode()
                                .<ObjectNode>set("run_quota", object(text, text))
                                .putNull("title")),
                object("projects", object("last_edited", text).putNull("title")),
                object("projects", object("deleted", text).putNull("title")),
                object("public_paths", object("id", text).putNull("project_id")),
                object(
                        "accounts",
                        JSON.objectNode()
                                .<ObjectNode>set("tags", object("ANY", text))
                                .putNull("name")),
                object(
                        "accounts",
                        JSON.objectNode()
                                .<ObjectNode>set("tags", JSON.arrayNode().add(text))
                                .putNull("name")),
                object("accounts", JSON.objectNode().<ObjectNode>set("profile", object(text, text))),
                object("accounts", object(text, text)));
    }

    private static List<JsonNode> options(String text) {
        return List.of(
                JSON.arrayNode(),
                JSON.arrayNode().add(object("order_by", text)),
                JSON.arrayNode().add(object("limit", text)),
                JSON.arrayNode().add(object(text, text)),
                JSON.arrayNode().add(object("account_id", text)));
    }

    private static ObjectNode object(String key, JsonNode value) {
        return JSON.objectNode().set(key, value);
    }

    private static ObjectNode object(String key, String value) {
        return JSON.objectNode().put(key, value);
    }

    private static void checkHarmless(JsonNode answer) {
        var error = answer.path("error").asText("");
        assertFalse(error.contains("something went wrong"), error);
        assertFalse(error.contains("syntax error"), error);
        assertFalse(answer.toString().contains("Grace"), () -> answer.toString());
        assertFalse(answer.toString().contains("s3cret"), () -> answer.toString());
    }
}
