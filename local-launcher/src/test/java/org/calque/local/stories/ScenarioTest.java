package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.calque.local.RunningSystem;
import org.calque.messages.Event;
import org.calque.messages.Function;
import org.calque.messages.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every scenario file, through the gateway of a whole running system.
class ScenarioTest {
    private static final Path ROOT = Path.of("src/test/resources/scenarios");
    private static World world;

    @BeforeAll
    static void makeTheWorld() {
        var system = RunningSystem.shared();
        world = new World(system.baseUrl(), system.adminKey());
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioIsAnsweredAsItsFileSays() throws IOException {
        var only = System.getProperty("calque.scenarios", "");
        return files().stream().filter(it -> it.toString().contains(only)).map(file -> {
            var scenario = Scenario.read(ROOT, file);
            return DynamicTest.dynamicTest(
                    scenario.call() + " " + scenario.name() + ": " + scenario.shows(), () -> scenario.run(world));
        });
    }

    @Test
    void everyEventRouteFunctionAndStreamHasAScenario() throws IOException {
        var shown = new TreeSet<String>();
        for (Path file : files()) {
            shown.add(ROOT.relativize(file.getParent()).toString());
        }
        var missing = new TreeSet<String>();
        for (Event event : Event.values()) {
            missing.add("v1/" + event.wireName());
        }
        for (Route route : Route.values()) {
            missing.add("v2/" + route.path());
        }
        for (Function function : Function.values()) {
            missing.add("conat/" + function.face().wireName() + "/" + function.wireName());
        }
        for (var row : org.calque.messages.Stream.values()) {
            missing.add("streams/" + row.path() + "/" + row.method().name().toLowerCase(Locale.ROOT));
        }
        missing.removeAll(shown);
        assertEquals(new TreeSet<String>(), missing, "calls without a scenario");
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
        }
    }
}
