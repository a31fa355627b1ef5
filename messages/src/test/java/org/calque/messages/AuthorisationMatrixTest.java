package org.calque.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nobody adds a call of accounts-service or projects-service, a function of the bridge or a tool without saying
/// who may make it: in `authorisation.txt`, `authorisation-projects.txt`, `authorisation-bridge.txt` and
/// `authorisation-tools.txt`, whose every line is tried on the running system by the test of the same name in
/// local-launcher.
class AuthorisationMatrixTest {
    private static final Pattern CALL = Pattern.compile("(v1|v2|stream [A-Z]+|hub|project|tool) (\\S+) .*");

    @Test
    void theFileNamesEveryCallOfAccountsServiceOnceAndNothingElse() throws IOException {
        check("authorisation.txt", Service.ACCOUNTS, it -> it.path().startsWith("admin/"));
    }

    @Test
    void theFileNamesEveryCallOfProjectsServiceOnceAndNothingElse() throws IOException {
        check("authorisation-projects.txt", Service.PROJECTS, it -> false);
    }

    @Test
    void theFileNamesEveryFunctionOfTheBridgeOnceAndNothingElse() throws IOException {
        var functions = new TreeSet<String>();
        for (Function function : Function.values()) {
            functions.add(function.face().wireName() + " " + function.wireName());
        }
        var named = named("authorisation-bridge.txt");
        assertEquals(String.join("\n", functions), String.join("\n", new TreeSet<>(named)));
        assertEquals(functions.size(), named.size(), "a function that stands there twice");
    }

    @Test
    void theFileNamesEveryToolInTheOrderOfTheTable() throws IOException {
        assertEquals(
                Arrays.stream(Tool.values()).map(it -> "tool " + it.wireName()).toList(),
                named("authorisation-tools.txt"));
    }

    private static void check(String file, Service owner, Predicate<Route> besides) throws IOException {
        var calls = new TreeSet<String>();
        Event.answeredBy(owner).forEach(it -> calls.add("v1 " + it.wireName()));
        Arrays.stream(Route.values())
                .filter(it -> it.owner() == owner || besides.test(it))
                .forEach(it -> calls.add("v2 " + it.path()));
        var named = named(file);
        org.calque.messages.Stream.answeredBy(owner)
                .forEach(it -> calls.add("stream " + it.method() + " " + it.path()));
        assertFalse(named.isEmpty());
        assertEquals(String.join("\n", calls), String.join("\n", new TreeSet<>(named)));
        assertEquals(calls.size(), named.size(), "a call that stands there twice");
    }

    private static List<String> named(String resource) throws IOException {
        try (var file = AuthorisationMatrixTest.class.getResourceAsStream("/" + resource)) {
            Stream<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.map(CALL::matcher)
                    .filter(it -> it.matches())
                    .map(it -> it.group(1) + " " + it.group(2))
                    .toList();
        }
    }
}
