package org.calque.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Stands in for projects-service: the first letter of a project's id says who may do what to it. A project may do
/// all to itself and nothing to others.
public class FakeProjects implements QuarkusTestResourceLifecycleManager {
    private Neighbours neighbours;

    /// Every account may write to it.
    public static UUID writable() {
        return beginningWith('a');
    }

    /// Every account may read it.
    public static UUID readable() {
        return beginningWith('b');
    }

    /// No account may do anything to it.
    public static UUID foreign() {
        return beginningWith('c');
    }

    /// Whoever asks for himself may write to it; a service that asks hears that the account may not.
    public static UUID leftByItsMembers() {
        return beginningWith('d');
    }

    /// The service fails when it is asked about it.
    public static UUID broken() {
        return beginningWith('e');
    }

    private static UUID beginningWith(char letter) {
        return UUID.fromString(letter + UUID.randomUUID().toString().substring(1));
    }

    @Override
    public Map<String, String> start() {
        neighbours = new Neighbours()
                .at("/access", FakeProjects::levels)
                .at("/access/public", (question, caller) -> Map.of("public", isPublic(question)));
        return Map.of("CALQUE_PROJECTS_URL", neighbours.url());
    }

    @Override
    public void stop() {
        neighbours.close();
    }

    /// In every project `public` is, and with it what lies inside.
    private static boolean isPublic(JsonNode question) {
        var path = question.path("path").asText();
        return path.equals("public") || path.startsWith("public/");
    }

    private static Map<String, ?> levels(JsonNode question, JsonNode caller) {
        if (!question.has("accounts")) {
            return levels(question.path("project_ids"), false, caller);
        }
        var levels = new LinkedHashMap<String, Map<String, String>>();
        for (var account : question.path("accounts").properties()) {
            levels.put(account.getKey(), levels(account.getValue(), true, caller));
        }
        return levels.containsValue(null) ? null : levels;
    }

    private static Map<String, String> levels(JsonNode projects, boolean isForAnother, JsonNode caller) {
        var levels = new LinkedHashMap<String, String>();
        for (var project : projects) {
            if (project.asText().startsWith("e")) {
                return null;
            }
            levels.put(project.asText(), level(project.asText(), isForAnother, caller));
        }
        return levels;
    }

    private static String level(String project, boolean isForAnother, JsonNode caller) {
        if (caller.path("kind").asText().equals("project")) {
            return caller.path("sub").asText().equals(project) ? "write" : "none";
        }
        return switch (project.charAt(0)) {
            case 'a' -> "write";
            case 'b' -> "read";
            case 'd' -> isForAnother ? "none" : "write";
            default -> "none";
        };
    }
}
