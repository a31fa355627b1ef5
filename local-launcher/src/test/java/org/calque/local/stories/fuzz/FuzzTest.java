package org.calque.local.stories.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import org.calque.local.RunningSystem;
import org.calque.local.stories.Client;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Every operation that the running system publishes, called with what nobody expects: no call fails on the server's
/// side, hangs, answers what is not in its schema, or tells of somebody else.
///
/// `-Dfuzz.calls=…` makes it longer; `-Dfuzz.seed=…` makes the same calls again, apart from the ids of what is there.
@Order(Integer.MAX_VALUE - 1)
class FuzzTest {
    private static final int CALLS = Integer.getInteger("fuzz.calls", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);

    @Test
    void whateverIsSentTheAnswerIsOneThatIsPublished() throws Exception {
        System.out.println("fuzz: -Dfuzz.seed=" + SEED + " -Dfuzz.calls=" + CALLS);
        var system = RunningSystem.shared();
        var admin = new Client(system.baseUrl(), system.adminKey());
        JsonNode document = admin.get("/openapi.json").json();
        var logs = new Logs(system.home().resolve("logs"));
        var projects = new NewProjects(system);
        var people = new People(admin);
        var operations = new Operations(Operation.all(document));
        var run = new Run(system.baseUrl(), document, operations, people, SEED);
        run.calls(CALLS);
        System.out.println(run.summary());

        system.awaitReady();
        var wrong = new ArrayList<>(run.findings());
        wrong.addAll(logs.surprises());
        assertTrue(wrong.isEmpty(), () -> "with seed " + SEED + ":\n" + String.join("\n", wrong));
        people.hermit().assertUntouched();
        projects.delete(admin);
        assertEquals(operations.all().size(), run.tally().called().size(), "operations that were called");
        assertTrue(run.tally().done().size() * 3 > operations.all().size(), "too little was done to mean anything");
    }
}
