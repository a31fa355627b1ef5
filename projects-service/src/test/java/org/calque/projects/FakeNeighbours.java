package org.calque.projects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.calque.kit.testing.Neighbours;

/// Stands in for accounts-service and billing-service: every account exists and owns two cores, but for those whose id
/// begins with a letter of its own.
public class FakeNeighbours implements QuarkusTestResourceLifecycleManager {
    private Neighbours neighbours;

    static UUID somebody() {
        return beginningWith('a');
    }

    /// What accounts-service was told of accounts that were added, since the tests began.
    public static final List<JsonNode> TOLD = new CopyOnWriteArrayList<>();

    static UUID unlisted() {
        return beginningWith('b');
    }

    /// No such account.
    static UUID nobody() {
        return beginningWith('c');
    }

    private static UUID beginningWith(char letter) {
        return UUID.fromString(letter + UUID.randomUUID().toString().substring(1));
    }

    @Override
    public Map<String, String> start() {
        neighbours = new Neighbours()
                .at("/names", FakeNeighbours::names)
                .at("/invitations", FakeNeighbours::invitations)
                .at("/invitations/tell", FakeNeighbours::tell)
                .at("/owned-upgrades", (question, caller) -> Map.of("cores", 2, "memory", 1000));
        return Map.of(
                "CALQUE_ACCOUNTS_URL",
                neighbours.url(),
                "CALQUE_BILLING_URL",
                neighbours.url(),
                "projects.runtime-name",
                "calque-projects-test-" + ProcessHandle.current().pid(),
                "projects.touch-every",
                "PT0.5S",
                "projects.urls.allowed-networks",
                "127.0.0.1",
                "projects.life.look-every",
                "PT0.2S",
                "projects.life.first-pause",
                "PT0.2S");
    }

    @Override
    public void stop() {
        neighbours.close();
    }

    private static JsonNode names(JsonNode question, JsonNode caller) {
        var names = JsonNodeFactory.instance.objectNode();
        for (var id : question.path("account_ids")) {
            if (!id.asText().startsWith("c")) {
                names.putObject(id.asText())
                        .put("first_name", "Ada")
                        .put("last_name", "Lovelace")
                        .put("unlisted", id.asText().startsWith("b"));
            }
        }
        return names;
    }

    /// An address like `<uuid>@known` belongs to the account of that id; one without an @ is none.
    private static Object invitations(JsonNode question, JsonNode caller) {
        var known = new ArrayList<String>();
        for (var to : question.path("to")) {
            if (to.asText().endsWith("@known")) {
                known.add(to.asText().replace("@known", ""));
            }
        }
        return Map.of("account_ids", known);
    }

    private static Object tell(JsonNode question, JsonNode caller) {
        TOLD.add(question);
        return Map.of();
    }
}
