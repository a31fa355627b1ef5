package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An assistant works in projects, by a client of the Model Context Protocol that nobody here wrote.
class McpTest {
    private static RunningSystem system;
    private static World world;
    private static Person ada;
    private static McpSyncClient assistant;

    @BeforeAll
    static void anAssistantWithTheKeyOfAnAccount() {
        system = RunningSystem.shared();
        world = new World(system.baseUrl(), system.adminKey());
        ada = world.ada;
        assistant = assistant(ada.client());
    }

    @AfterAll
    static void sayGoodbye() {
        assistant.close();
    }

    private static McpSyncClient assistant(Client client) {
        SeenSecrets.remember(SeenSecrets.Kind.KEY, client.key());
        var transport = HttpClientStreamableHttpTransport.builder(client.baseUrl())
                .customizeClient(http -> http.version(java.net.http.HttpClient.Version.HTTP_1_1))
                .httpRequestCustomizer(
                        (request, _, _, _, _) -> request.header("Authorization", "Bearer " + client.key()))
                .build();
        var assistant = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(2))
                .jsonSchemaValidator((_, _) -> ValidationResponse.asValid(""))
                .build();
        assistant.initialize();
        return assistant;
    }

    private static Map<String, Object> arguments(Object... namesAndValues) {
        var arguments = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return arguments;
    }

    private static CallToolResult result(McpSyncClient by, String tool, Object... namesAndValues) {
        return by.callTool(new CallToolRequest(tool, arguments(namesAndValues)));
    }

    private static JsonNode call(McpSyncClient by, String tool, Object... namesAndValues) {
        var result = result(by, tool, namesAndValues);
        assertFalse(result.isError(), () -> tool + ": " + text(result));
        return Client.JSON.valueToTree(result.structuredContent());
    }

    private static String refusal(McpSyncClient by, String tool, Object... namesAndValues) {
        var result = result(by, tool, namesAndValues);
        assertTrue(result.isError(), () -> tool + ": " + text(result));
        return text(result);
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    private static List<String> tools(McpSyncClient of) {
        return of.listTools().tools().stream().map(Tool::name).toList();
    }

    @Test
    void anAssistantIsToldWhatItCanDo() {
        assertEquals("calque", assistant.getServerInfo().name());
        assertEquals("2025-11-25", assistant.getCurrentInitializationResult().protocolVersion());
        assertEquals(
                Arrays.stream(org.calque.messages.Tool.values())
                        .map(org.calque.messages.Tool::wireName)
                        .toList(),
                tools(assistant));
        assertEquals(
                ada.accountId(), call(assistant, "whoami").path("account_id").asText());
        var ids = call(assistant, "list_projects").path("projects").findValuesAsText("project_id");
        assertTrue(ids.contains(ada.projectId()), ids.toString());
    }

    @Test
    void aCommandRunsInAProjectWhichIsStartedForIt() {
        var project = call(assistant, "create_project", "title", "for an assistant")
                .path("project_id")
                .asText();
        call(assistant, "start_project", "project_id", project);
        call(assistant, "stop_project", "project_id", project);
        var ended = call(
                assistant,
                "exec",
                "project_id",
                project,
                "command",
                "echo \"$WHO\" | tr a-z A-Z; pwd; exit 3",
                "cwd",
                "/tmp",
                "env",
                Map.of("WHO", "ada"));
        assertEquals("ADA\n/tmp\n", ended.path("stdout").asText());
        assertEquals(3, ended.path("exit_code").asInt());
        var program =
                call(assistant, "exec", "project_id", project, "command", "printf", "args", List.of("%s|", "a b"));
        assertEquals("a b|", program.path("stdout").asText());
        assertTrue(refusal(assistant, "exec", "project_id", project, "command", "sleep 30", "timeout", 1)
                .contains("killed command"));
        var cut = call(assistant, "exec", "project_id", project, "command", "head -c 60000 /dev/zero | tr '\\0' x");
        assertTrue(cut.path("stdout").asText().endsWith("x (truncated at 50000 characters)"));
    }

    @Test
    void aJobGoesOnByItselfAndIsAskedFor() {
        var project = ada.project("jobs of an assistant");
        var job = call(
                        assistant,
                        "start_job",
                        "project_id",
                        project,
                        "command",
                        "echo begun; until [ -e go ]; do sleep 0.05; done; echo ended")
                .path("job_id")
                .asText();
        assertEquals(
                "running",
                call(assistant, "job_status", "project_id", project, "job_id", job)
                        .path("status")
                        .asText());
        call(assistant, "write_file", "project_id", project, "path", "go", "content", "");
        var ended = call(assistant, "job_status", "project_id", project, "job_id", job, "wait", true);
        assertEquals("completed", ended.path("status").asText());
        assertEquals("begun\nended\n", ended.path("stdout").asText());
        var other = call(assistant, "start_job", "project_id", project, "command", "sleep 600")
                .path("job_id")
                .asText();
        assertFalse(call(assistant, "cancel_job", "project_id", project, "job_id", other)
                .path("status")
                .asText()
                .equals("running"));
    }

    @Test
    void filesAreWrittenReadListedMovedAndDeleted() {
        var project = ada.project("files of an assistant");
        call(assistant, "make_folder", "project_id", project, "path", "a");
        call(assistant, "write_file", "project_id", project, "path", "a/ü.txt", "content", "grüezi ☃\n");
        assertEquals(
                "grüezi ☃\n",
                call(assistant, "read_file", "project_id", project, "path", "a/ü.txt")
                        .path("content")
                        .asText());
        call(assistant, "move_file", "project_id", project, "path", "a/ü.txt", "target", "a/u.txt");
        var listed = call(assistant, "list_files", "project_id", project, "path", "a");
        assertEquals("u.txt", listed.at("/entries/0/name").asText());
        assertEquals(1, listed.path("total").asInt());
        assertEquals(
                2,
                call(assistant, "delete_file", "project_id", project, "path", "a", "recursive", true)
                        .path("removed")
                        .asInt());
        assertTrue(refusal(assistant, "read_file", "project_id", project, "path", "a/u.txt")
                .contains("ENOENT"));
    }

    @Test
    void aLongFileIsCutAndItIsSaidWhere() {
        var project = ada.project("a long file");
        call(assistant, "write_file", "project_id", project, "path", "long.txt", "content", "x".repeat(300_000));
        var read = result(assistant, "read_file", "project_id", project, "path", "long.txt");
        assertTrue(((TextContent) read.content().get(1)).text().contains("of 300000 characters"));
    }

    @Test
    void whatIsCopiedArrivesAndACopyThatGoesOnIsAskedFor() throws InterruptedException {
        var from = ada.project("source");
        var to = ada.project("target");
        call(assistant, "write_file", "project_id", from, "path", "a.txt", "content", "copied");
        call(assistant, "copy", "src_project_id", from, "src_path", "a.txt", "target_project_id", to);
        assertEquals(
                "copied",
                call(assistant, "read_file", "project_id", to, "path", "a.txt")
                        .path("content")
                        .asText());
        var id = call(
                        assistant,
                        "copy",
                        "src_project_id",
                        from,
                        "src_path",
                        "a.txt",
                        "target_project_id",
                        to,
                        "target_path",
                        "b.txt",
                        "wait",
                        false)
                .path("copy_id")
                .asText();
        JsonNode standing;
        do {
            standing = call(assistant, "copy_status", "copy_id", id);
        } while (standing.path("finished").isNull());
        assertTrue(standing.path("copy_error").isNull(), standing.toString());
    }

    @Test
    void rowsAreAskedForAndChanged() {
        var project = ada.project("before");
        call(assistant, "query", "query", Map.of("projects", Map.of("project_id", project, "title", "after")));
        var asked = call(
                assistant,
                "query",
                "query",
                Map.of("projects", List.of(arguments("project_id", project, "title", null))),
                "options",
                List.of(Map.of("limit", 1)));
        assertEquals("after", asked.at("/query/projects/0/title").asText());
        assertFalse(asked.has("event"), asked.toString());
    }

    @Test
    void whatIsAnothersIsRefusedInTheWordsOfTheApi() {
        var graces = world.grace.projectId();
        assertEquals(
                "user must be a collaborator on the project",
                refusal(assistant, "exec", "project_id", graces, "command", "ls"));
        assertEquals(
                "User " + ada.accountId() + " does not have read access to project " + graces,
                refusal(assistant, "read_file", "project_id", graces, "path", "a.txt"));
        assertEquals(
                "must be a collaborator on target project",
                refusal(
                        assistant,
                        "copy",
                        "src_project_id",
                        ada.projectId(),
                        "src_path",
                        "a.txt",
                        "target_project_id",
                        graces));
    }

    @Test
    void aKeyOfAProjectIsAtHomeInItAndSeesNothingElse() {
        var project = ada.project("with a key of its own");
        try (var inside = assistant(Cast.key(ada, "project_id", project))) {
            assertFalse(tools(inside).contains("list_projects"));
            assertEquals(project, call(inside, "whoami").path("project_id").asText());
            call(inside, "write_file", "path", "a.txt", "content", "mine");
            assertEquals(
                    "mine",
                    call(inside, "exec", "command", "cat a.txt").path("stdout").asText());
            assertTrue(refusal(inside, "read_file", "path", "a.txt", "project_id", ada.projectId())
                    .contains("and no other"));
            assertTrue(refusal(inside, "create_project").contains("not for the API key of a project"));
        }
    }

    @Test
    void aKeyWithScopesHasTheirToolsAndNoOthers() {
        try (var reader = assistant(Cast.key(ada, "scopes", new String[] {"read"}))) {
            assertEquals(
                    List.of("whoami", "list_projects", "read_file", "list_files", "copy_status", "query"),
                    tools(reader));
            assertEquals(
                    "the API key lacks the scope 'exec' that 'exec' needs",
                    refusal(reader, "exec", "project_id", ada.projectId(), "command", "ls"));
            assertTrue(refusal(
                            reader,
                            "query",
                            "query",
                            Map.of("projects", Map.of("project_id", ada.projectId(), "title", "x")))
                    .contains("lacks the scope 'write'"));
        }
    }

    @Test
    void nobodyBeginsWithAWrongKey() {
        var stranger = ada.client().withKey("sk-ThisKeyIsUnknown000002");
        assertThrows(RuntimeException.class, () -> assistant(stranger));
        var asked = stranger.post("/mcp", "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertEquals(401, asked.status());
    }
}
