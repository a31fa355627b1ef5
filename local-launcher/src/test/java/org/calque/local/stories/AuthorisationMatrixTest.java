package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.calque.local.RunningSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every kind of caller makes every call of accounts-service and is answered as `authorisation.txt` says. That the file
/// leaves out no call is shown where the calls are listed, in messages.
class AuthorisationMatrixTest {
    private static List<Authorisation> matrix;
    private static RunningSystem system;
    private static Cast cast;

    @BeforeAll
    static void castTheCallers() throws IOException {
        matrix = Authorisation.read(
                Path.of(System.getProperty("calque.root"), "messages/src/test/resources/authorisation.txt"));
        system = RunningSystem.shared();
        cast = Cast.of(system);
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredAsTheMatrixSays() {
        assertFalse(matrix.isEmpty());
        return matrix.stream().map(row -> DynamicTest.dynamicTest(row.path(), () -> tryOut(row)));
    }

    private static void tryOut(Authorisation row) {
        var mine = row.anew() ? Cast.of(system) : cast;
        assertEquals(
                new TreeSet<>(mine.callers().keySet()),
                new TreeSet<>(row.answers().keySet()));
        var expected = new LinkedHashMap<String, String>();
        var answered = new LinkedHashMap<String, String>();
        mine.callers().forEach((name, client) -> {
            expected.put(name, mine.named(row.answers().get(name)));
            var reply = client.post(row.path(), "application/json", mine.named(row.request()));
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
