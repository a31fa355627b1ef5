package org.calque.projects.exec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.projects.ProjectsTest;
import org.junit.jupiter.api.Test;

/// Commands that are easily answered wrong, each with the answer of the contract, from `awkward-commands.json`.
///
/// There `{project}` stands for the id of the project, `{script}` for the name of a temporary script, `{number}` for a
/// process, and `{n times}x` for n arguments or characters.
@QuarkusTest
class AwkwardCommandsTest extends ProjectsTest {
    private static final int AT_LEAST = 100;
    private static final Pattern TIMES = Pattern.compile("\\{(\\d+) times}(.)");

    private TestCaller ada;
    private String project;

    @Test
    void eachIsAnsweredAsTheContractSays() throws IOException {
        ada = somebody();
        project = project(ada);
        var cases = new ObjectMapper().readTree(getClass().getResource("/awkward-commands.json"));
        assertTrue(cases.size() >= AT_LEAST);
        assertAll(StreamSupport.stream(cases.spliterator(), false).map(it -> () -> check(it)));
    }

    private void check(JsonNode expected) {
        var answer = event(ada, "project_exec", options(expected.get("request")))
                .extract()
                .body()
                .as(JsonNode.class);
        var name = expected.get("name").asText();
        for (var field : List.of("error", "stdout", "stderr")) {
            assertMatches(
                    name + ": " + field,
                    expected.path(field).asText(),
                    answer.path(field).asText());
        }
        assertEquals(expected.path("exit_code"), answer.path("exit_code"), name);
    }

    private void assertMatches(String what, String expected, String found) {
        var pattern = Pattern.quote(expected.replace("{project}", project))
                .replace("{script}", "\\E(cocalc-[a-z0-9]+/a\\.sh)\\Q")
                .replace("{number}", "\\E\\s*\\d+\\Q");
        if (!Pattern.matches(pattern, found)) {
            assertEquals(expected, found, what);
        }
    }

    private Object[] options(JsonNode request) {
        var options = new HashMap<String, Object>();
        options.put("project_id", project);
        request.properties().forEach(it -> options.put(it.getKey(), option(it.getValue())));
        return options.entrySet().stream()
                .flatMap(it -> List.of(it.getKey(), it.getValue()).stream())
                .toArray();
    }

    private static Object option(JsonNode value) {
        if (value.isArray()) {
            var arguments = new ArrayList<String>();
            value.forEach(it -> addAll(arguments, it.asText()));
            return arguments;
        }
        return value.isTextual()
                ? TIMES.matcher(value.asText()).replaceAll(it -> it.group(2).repeat(Integer.parseInt(it.group(1))))
                : value;
    }

    private static void addAll(List<String> arguments, String argument) {
        var times = TIMES.matcher(argument);
        if (!times.matches()) {
            arguments.add(argument);
            return;
        }
        for (var i = 0; i < Integer.parseInt(times.group(1)); i++) {
            arguments.add(times.group(2));
        }
    }
}
