package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.calque.local.RunningSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every kind of caller makes every call of accounts-service and of projects-service, of the bridge and of every
/// tool for assistants, and is answered as `authorisation.txt` and its neighbours say. That the files leave out no
/// call is shown where the calls are listed, in messages.
class AuthorisationMatrixTest {
    private static final Path FILES = Path.of(System.getProperty("calque.root"), "messages/src/test/resources");

    private static RunningSystem system;

    @BeforeAll
    static void startTheSystem() {
        system = RunningSystem.shared();
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredByAccountsAsTheMatrixSays() throws IOException {
        return tests("authorisation.txt", Cast::of);
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredByProjectsAsTheMatrixSays() throws IOException {
        return tests("authorisation-projects.txt", ProjectCast::of);
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredByTheBridgeAsTheMatrixSays() throws IOException {
        return tests("authorisation-bridge.txt", ProjectCast::of);
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredByTheToolsAsTheMatrixSays() throws IOException {
        return tests("authorisation-tools.txt", ProjectCast::of);
    }

    private static Stream<DynamicTest> tests(String file, Function<RunningSystem, Cast> casting) throws IOException {
        var matrix = Authorisation.read(FILES.resolve(file));
        assertFalse(matrix.isEmpty());
        var cast = casting.apply(system);
        return matrix.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.method() + " " + row.path() + " " + row.request(),
                        () -> tryOut(row, row.anew() ? casting.apply(system) : cast)));
    }

    private static void tryOut(Authorisation row, Cast cast) {
        assertEquals(
                new TreeSet<>(cast.callers().keySet()),
                new TreeSet<>(row.answers().keySet()));
        var expected = new LinkedHashMap<String, String>();
        var answered = new LinkedHashMap<String, String>();
        cast.callers().forEach((name, client) -> {
            expected.put(name, cast.named(row.answers().get(name).replace("{{me}}", "{{" + name + "}}")));
            var request = cast.named(row.request());
            var reply = row.method().equals("POST")
                    ? client.post(row.path(), "application/json", request)
                    : client.stream(row.method(), row.path(), request);
            answered.put(name, Authorisation.of(reply));
        });
        assertEquals(lines(expected), lines(answered));
    }

    private static String lines(LinkedHashMap<String, String> answers) {
        var lines = new StringBuilder();
        answers.forEach((caller, answer) ->
                lines.append(caller).append(": ").append(answer).append('\n'));
        return lines.toString();
    }
}
