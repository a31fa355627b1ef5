package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.calque.messages.Json;
import org.calque.messages.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class McpTest {
    private static final String PRESENT = "2026-07-28";
    private static final String META = "io.modelcontextprotocol/";

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key)
                .header("Accept", "application/json, text/event-stream")
                .contentType("application/json");
    }

    private static ObjectNode message(String method, Map<String, ?> params) {
        var message = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0").put("id", 7);
        message.put("method", method).set("params", Json.MAPPER.valueToTree(params));
        return message;
    }

    private static ValidatableResponse post(RequestSpecification as, Object body) {
        return as.body(body.toString()).post("/mcp").then();
    }

    private static ValidatableResponse ask(String key, String method, Map<String, ?> params) {
        return post(as(key), message(method, params))
                .statusCode(200)
                .contentType("application/json")
                .body("jsonrpc", is("2.0"), "id", is(7));
    }

    private static ValidatableResponse call(String key, String tool, Map<String, ?> arguments) {
        return ask(key, "tools/call", Map.of("name", tool, "arguments", arguments));
    }

    private static Map<String, ?> inProject(String name, Object value) {
        return Map.of("project_id", FakeServices.PROJECT, name, value);
    }

    /// A request of the version without a handshake.
    private static ObjectNode present(String method, Map<String, ?> params) {
        var message = message(method, params);
        ((ObjectNode) message.get("params"))
                .putObject("_meta")
                .put(META + "protocolVersion", PRESENT)
                .putObject(META + "clientCapabilities");
        return message;
    }

    private static RequestSpecification presentAs(String key, String method) {
        return as(key).header("MCP-Protocol-Version", PRESENT).header("Mcp-Method", method);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "1.0, 2025-11-25"
    })
    void aHandshakeAgreesOnAVersionThatHasOne(String asked, String agreed) {
        ask("sk-ada", "initialize", Map.of("protocolVersion", asked, "capabilities", Map.of()))
                .body(
                        "result.protocolVersion", is(agreed),
                        "result.capabilities", is(Map.of("tools", Map.of())),
                        "result.serverInfo.name", is("calque"),
                        "result.instructions", containsString("list_projects"))
                .header("Mcp-Session-Id", nullValue());
    }

    @Test
    void notificationsAreTakenAndNotAnswered() {
        for (var method : List.of("notifications/initialized", "notifications/cancelled", "notifications/other")) {
            post(as("sk-ada"), "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}")
                    .statusCode(202)
                    .body(emptyString());
        }
    }

    @Test
    void aPingIsAnsweredByNothing() {
        ask("sk-ada", "ping", Map.of()).body("result", is(Map.of()));
    }

    @Test
    void aMethodThatIsNotThereIsToldSo() {
        ask("sk-ada", "resources/list", Map.of())
                .body("error.code", is(-32601), "error.message", is("there is no method 'resources/list' here"));
    }

    @Test
    void nobodyGetsInWithoutAKeyThatIsRight() {
        var list = message("tools/list", Map.of()).toString();
        given().contentType("application/json")
                .body(list)
                .post("/mcp")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(
                        "jsonrpc", is("2.0"),
                        "error.message", is("You must provide authentication via an API key."),
                        "$", not(hasKey("id")));
        for (var key : List.of("sk-unknown", "", "x".repeat(600))) {
            post(as(key), list)
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("error.message", is("No account found. Is your API key wrong?"));
        }
        given().header("Cookie", "remember_me=sha512$salt$1000$session")
                .contentType("application/json")
                .body(list)
                .post("/mcp")
                .then()
                .statusCode(401);
        given().header("Authorization", "Digest x")
                .contentType("application/json")
                .body(list)
                .post("/mcp")
                .then()
                .statusCode(401)
                .body("error.message", is("Unknown authorization type 'Digest'"));
        post(as("sk-banned"), list).statusCode(403).body("error.message", startsWith("User is BANNED"));
        post(as("sk-trouble"), list).statusCode(503).body("error.code", is(-32603));
    }

    @Test
    void aKeyMayComeAsAUserName() {
        EventsTest.as("sk-ada")
                .contentType("application/json")
                .body(message("ping", Map.of()).toString())
                .post("/mcp")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1"})
    void whatABrowserSendsForAnotherAddressIsRefused(String origin) {
        post(as("sk-ada").header("Origin", origin), message("ping", Map.of()))
                .statusCode(403)
                .body("error.message", containsString("another site"), "$", not(hasKey("id")));
    }

    @Test
    void aNameThatAnAttackerLetsPointHereIsNoOwnAddress() {
        post(
                        as("sk-ada").header("Origin", "http://evil.example").header("Host", "evil.example"),
                        message("ping", Map.of()))
                .statusCode(403);
        post(as("sk-ada").header("Origin", "http://127.0.0.1:8080"), message("ping", Map.of()))
                .statusCode(200);
    }

    @Test
    void thereIsNoStreamAndNoSession() {
        as("sk-ada").get("/mcp").then().statusCode(405).header("Allow", "POST");
        as("sk-ada").delete("/mcp").then().statusCode(405).header("Allow", "POST");
        as("sk-ada").get("/mcp/sse").then().statusCode(404);
    }

    @Test
    void onlyJsonIsTakenAndGiven() {
        post(as("sk-ada").contentType("text/plain"), "{}").statusCode(415);
        post(given().header("Authorization", "Bearer sk-ada"), "{}").statusCode(415);
        var other = given().header("Authorization", "Bearer sk-ada")
                .contentType("application/json")
                .header("Accept", "text/event-stream");
        post(other, message("ping", Map.of())).statusCode(406);
        var any = given().header("Authorization", "Bearer sk-ada")
                .contentType("application/json")
                .header("Accept", "*/*");
        post(any, message("ping", Map.of())).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                | -32700 | not valid JSON",
                "{\"jsonrpc\":\"2.0\"} x                          | -32700 | not valid JSON",
                "''                                               | -32600 | message of JSON-RPC",
                "7                                                | -32600 | message of JSON-RPC",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | -32600 | batches are not taken",
                "{\"id\":1,\"method\":\"ping\"}                   | -32600 | message of JSON-RPC",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600 | message of JSON-RPC",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}     | -32600 | request or a notification",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":[]}     | -32600 | request or a notification",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600 | id must be",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}  | -32600 | id must be",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}   | -32600 | id must be"
            })
    void whatIsNoMessageIsRefused(String body, int code, String words) {
        post(as("sk-ada"), body)
                .statusCode(400)
                .body("error.code", is(code), "error.message", containsString(words), "$", not(hasKey("id")));
    }

    @Test
    void messagesAreNeitherTooLargeNorTooDeep() {
        post(as("sk-ada"), "{\"jsonrpc\":\"2.0\",\"a\":\"" + "x".repeat(2_000_000) + "\"}")
                .statusCode(413)
                .body("error.message", containsString("CALQUE_GATEWAY_MAX_BODY"));
        post(as("sk-ada"), "{\"jsonrpc\":" + "[".repeat(600) + "]".repeat(600) + "}")
                .statusCode(400)
                .body("error.code", is(-32700), "error.message", containsString("nested too deeply"));
        post(as("sk-ada"), "[" + "1,".repeat(300_000) + "1]").statusCode(400).body("error.code", is(-32700));
    }

    @Test
    void anIdComesBackAsItWas() {
        var ping = message("ping", Map.of());
        post(as("sk-ada"), ping.put("id", "seven")).body("id", is("seven"));
        post(as("sk-ada"), ping.put("id", 9_007_199_254_740_993L)).body("id", is(9_007_199_254_740_993L));
        post(as("sk-ada"), ping.put("method", "none")).body("id", is(9_007_199_254_740_993L));
        post(as("sk-ada"), "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\",\"params\":[]}")
                .statusCode(200)
                .body("id", is(3), "error.code", is(-32602), "error.message", is("params must be an object"));
    }

    @Test
    void aVersionThatNobodySpeaksIsRefused() {
        post(as("sk-ada").header("MCP-Protocol-Version", "1900-01-01"), message("ping", Map.of()))
                .statusCode(400)
                .body(
                        "id", is(7),
                        "error.code", is(-32022),
                        "error.data.requested", is("1900-01-01"),
                        "error.data.supported", hasItems(PRESENT, "2025-03-26"));
        post(as("sk-ada").header("MCP-Protocol-Version", "2025-06-18"), message("ping", Map.of()))
                .statusCode(200);
    }

    @Test
    void withoutAHandshakeARequestSaysWhatItIs() {
        post(presentAs("sk-ada", "server/discover"), present("server/discover", Map.of()))
                .statusCode(200)
                .body(
                        "result.resultType",
                        is("complete"),
                        "result.supportedVersions",
                        contains(PRESENT, "2025-11-25", "2025-06-18", "2025-03-26"),
                        "result.cacheScope",
                        is("private"),
                        "result.ttlMs",
                        is(60_000),
                        "result._meta.'" + META + "serverInfo'.name",
                        is("calque"));
        post(presentAs("sk-ada", "tools/list"), present("tools/list", Map.of()))
                .statusCode(200)
                .body("result.resultType", is("complete"), "result.tools.name", hasItem("exec"));
        post(
                        presentAs("sk-ada", "tools/call").header("Mcp-Name", "whoami"),
                        present("tools/call", Map.of("name", "whoami")))
                .statusCode(200)
                .body("result.resultType", is("complete"), "result.structuredContent.kind", is("account"));
        post(
                        presentAs("sk-ada", "tools/call").header("Mcp-Name", "=?base64?d2hvYW1p?="),
                        present("tools/call", Map.of("name", "whoami")))
                .statusCode(200);
        for (var gone : List.of("initialize", "ping", "subscriptions/listen")) {
            post(presentAs("sk-ada", gone), present(gone, Map.of()))
                    .statusCode(404)
                    .body("error.code", is(-32601), "id", is(7));
        }
    }

    @Test
    void headersThatSayAnotherThingThanTheBodyAreRefused() {
        var call = present("tools/call", Map.of("name", "whoami"));
        post(as("sk-ada").header("MCP-Protocol-Version", PRESENT), call)
                .statusCode(400)
                .body("error.code", is(-32020), "error.message", containsString("Mcp-Method is missing"));
        post(presentAs("sk-ada", "tools/list"), call).statusCode(400).body("error.code", is(-32020));
        post(presentAs("sk-ada", "tools/call"), call).statusCode(400).body("error.code", is(-32020));
        post(presentAs("sk-ada", "tools/call").header("Mcp-Name", "exec"), call)
                .statusCode(400)
                .body("error.code", is(-32020));
        post(as("sk-ada"), call).statusCode(400).body("error.code", is(-32020));
        ((ObjectNode) call.at("/params/_meta")).put(META + "protocolVersion", "1900-01-01");
        post(as("sk-ada").header("MCP-Protocol-Version", "1900-01-01"), call)
                .statusCode(400)
                .body("error.code", is(-32022));
        post(as("sk-ada").header("MCP-Protocol-Version", PRESENT), message("tools/list", Map.of()))
                .statusCode(400)
                .body("error.code", is(-32602));
        ((ObjectNode) call.at("/params/_meta")).put(META + "protocolVersion", PRESENT);
        ((ObjectNode) call.at("/params/_meta")).remove(META + "clientCapabilities");
        post(presentAs("sk-ada", "tools/call").header("Mcp-Name", "whoami"), call)
                .statusCode(400)
                .body("error.code", is(-32602));
    }

    @Test
    void aListHasTheToolsThatTheKeyMayCall() {
        List<String> all = ask("sk-ada", "tools/list", Map.of()).extract().path("result.tools.name");
        assertEquals(List.of(Tool.values()).stream().map(Tool::wireName).toList(), all);
        ask("sk-reader", "tools/list", Map.of())
                .body(
                        "result.tools.name",
                        contains("whoami", "list_projects", "read_file", "list_files", "copy_status", "query"));
        ask("sk-project", "tools/list", Map.of())
                .body(
                        "result.tools.name", not(hasItem("create_project")),
                        "result.tools.name", not(hasItem("copy")),
                        "result.tools.name", hasItems("whoami", "exec", "read_file"),
                        "result.tools.find { it.name == 'read_file' }.inputSchema.required", contains("path"),
                        "result.tools.find { it.name == 'exec' }.inputSchema.properties", not(hasKey("project_id")));
        ask("sk-ada", "tools/list", Map.of())
                .body("result.tools.find { it.name == 'exec' }.inputSchema.properties", hasKey("project_id"));
        ask("sk-ada", "tools/list", Map.of("cursor", "x")).body("error.code", is(-32602));
    }

    @Test
    void aCallReachesItsOperationAsTheCallerOfTheKey() {
        call("sk-ada", "exec", inProject("command", "ls"))
                .body(
                        "result.isError", is(false),
                        "result.structuredContent.path", is("/v2/exec"),
                        "result.structuredContent.prefer", is("problem-details"),
                        "result.structuredContent.authorization", startsWith("Bearer ey"),
                        "result.structuredContent.body", containsString("\"bash\":\"true\""),
                        "result.content[0].type", is("text"),
                        "result.content[0].text", containsString("\"path\":\"/v2/exec\""));
        call("sk-ada", "read_file", inProject("path", "a"))
                .body(
                        "result.structuredContent.path", is("/events/read_text_file_from_project"),
                        "result.structuredContent", not(hasKey("event")));
        call("sk-ada", "list_projects", Map.of())
                .body("result.structuredContent.projects.path", is("/v2/projects/get"));
    }

    @Test
    void aKeyOfAProjectWorksInItAndNowhereElse() {
        call("sk-project", "exec", Map.of("command", "ls"))
                .body("result.structuredContent.body", containsString("\"project_id\":\"" + FakeServices.PROJECT));
        call("sk-project", "exec", Map.of("command", "ls", "project_id", FakeServices.ADA))
                .body("result.isError", is(true), "result.content[0].text", containsString("and no other"));
        call("sk-project", "list_projects", Map.of())
                .body(
                        "result.isError", is(true),
                        "result.content[0].text", is("'list_projects' is not for the API key of a project"));
    }

    @Test
    void aKeyIsToldWhatItIs() {
        call("sk-ada", "whoami", Map.of())
                .body(
                        "result.structuredContent",
                        allOf(hasEntry("kind", "account"), hasEntry("account_id", FakeServices.ADA)));
        call("sk-reader", "whoami", Map.of()).body("result.structuredContent.limits.scopes", contains("read"));
        call("sk-project", "whoami", Map.of())
                .body(
                        "result.structuredContent",
                        allOf(hasEntry("kind", "project"), hasEntry("project_id", FakeServices.PROJECT)));
    }

    @Test
    void whatTheOperationDeclinesIsAResultInItsOwnWords() {
        call("sk-ada", "exec", inProject("command", "decline"))
                .body(
                        "result.isError", is(true),
                        "result.content.text", contains("not for you"),
                        "result", not(hasKey("structuredContent")));
        call("sk-ada", "exec", inProject("command", "late")).body("result.content.text", contains("it broke off"));
        call("sk-reader", "exec", inProject("command", "ls"))
                .body(
                        "result.isError", is(true),
                        "result.content[0].text", is("the API key lacks the scope 'exec' that 'exec' needs"));
        call("sk-ada", "exec", Map.of("command", "ls")).body("result.content[0].text", is("project_id must be given"));
    }

    @Test
    void aServiceInTroubleIsAResult() {
        for (var trouble : List.of("break", "html")) {
            call("sk-ada", "exec", inProject("command", trouble))
                    .body("result.isError", is(true), "result.content[0].text", containsString("the projects service"));
        }
        call("sk-ada", "copy_status", Map.of("copy_id", "x"))
                .body("result.content[0].text", containsString("the copy service does not answer"));
        call("sk-ada", "query", Map.of("query", Map.of()))
                .body(
                        "result.content[0].text",
                        startsWith("timeout: the query service did not answer within 1 seconds"));
    }

    @Test
    void aLongAnswerIsCutAndSaysSo() {
        call("sk-ada", "exec", inProject("command", "long"))
                .body(
                        "result.isError", is(false),
                        "result.structuredContent.exit_code", equalTo(0),
                        "result.content[1].text", containsString("of stdout the first 99990 of 300000 characters"));
        for (var tooMuch : List.of("big", "huge")) {
            call("sk-ada", "exec", inProject("command", tooMuch))
                    .body(
                            "result.isError", is(true),
                            "result.content[0].text", containsString("answered more than 1048576 bytes"));
        }
    }

    @Test
    void whatIsNoToolIsAnErrorOfTheProtocol() {
        call("sk-ada", "format_disk", Map.of())
                .body("error.code", is(-32602), "error.message", is("Unknown tool: format_disk"));
        ask("sk-ada", "tools/call", Map.of()).body("error.code", is(-32602));
        ask("sk-ada", "tools/call", Map.of("name", "whoami", "arguments", List.of()))
                .body("error.code", is(-32602), "error.message", is("arguments must be an object"));
    }
}
