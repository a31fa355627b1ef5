package org.calque.gateway.pages.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.calque.gateway.pages.Fields;

/// What a key is called, when it ends and what it may do, as it stands in the form.
///
/// @param expiry   days, `never`, or `keep` for what it was
/// @param limited  whether only calls of the scopes are allowed
/// @param projects all that may be chosen, and whether they are
public record KeyForm(
        String name, String expiry, boolean limited, List<Choice> scopes, List<Choice> projects, String networks) {
    private static final List<Choice> SCOPES = List.of(
            new Choice("read", "Read", "Look at projects, files and accounts. Changes nothing.", false),
            new Choice("write", "Write", "Make and change projects, write files, start copies.", false),
            new Choice("exec", "Execute", "Run commands and code in projects, start and stop them.", false),
            new Choice(
                    "admin",
                    "Administer",
                    "Change who may get in, and what only administrators may, if you are one.",
                    false));

    /// A check box.
    public record Choice(String value, String label, String help, boolean chosen) {
        private Choice chosen(List<String> all) {
            return new Choice(value, label, help, all.contains(value));
        }
    }

    static KeyForm empty(JsonNode projects) {
        return new KeyForm("", "90", false, scopes(List.of()), projects(projects, List.of()), "");
    }

    static KeyForm of(KeyShown key, JsonNode projects) {
        return new KeyForm(
                key.name(),
                "keep",
                !key.scopes().isEmpty(),
                scopes(key.scopes()),
                projects(projects, key.projects()),
                String.join("\n", key.networks()));
    }

    static KeyForm of(Fields fields, JsonNode projects) {
        return new KeyForm(
                fields.one("name"),
                fields.one("expiry"),
                fields.one("may").equals("some"),
                scopes(fields.all("scope")),
                projects(projects, fields.all("project")),
                fields.one("networks"));
    }

    /// Whether the limits that few keys have are in use.
    public boolean isNarrowed() {
        return !networks.isEmpty() || projects.stream().anyMatch(Choice::chosen);
    }

    /// What stands against sending it; empty when nothing does.
    String problem() {
        if (name.isEmpty()) {
            return "Give the key a name, so that you know it again.";
        }
        return limited && chosen(scopes).isEmpty()
                ? "Tick at least one thing that the key may do, or let it do everything."
                : "";
    }

    /// Parameters of `api-keys`; an empty list takes a limit away, an empty text the expiry.
    Map<String, Object> parameters(InstantSource clock) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("name", name);
        if (expiry.matches("\\d{1,4}")) {
            Instant end = clock.instant().plus(Duration.ofDays(Long.parseLong(expiry)));
            parameters.put("expire", end.toString());
        } else if (expiry.equals("never")) {
            parameters.put("expire", "");
        }
        parameters.put("scopes", limited ? chosen(scopes) : List.of());
        parameters.put("projects", chosen(projects));
        parameters.put(
                "networks",
                Arrays.stream(networks.split("[\\s,;]+"))
                        .filter(it -> !it.isEmpty())
                        .toList());
        return parameters;
    }

    /// The same for a new key, which has no limits that could be taken away.
    Map<String, Object> parametersOfNew(InstantSource clock) {
        var parameters = parameters(clock);
        parameters.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
        return parameters;
    }

    private static List<String> chosen(List<Choice> choices) {
        return choices.stream().filter(Choice::chosen).map(Choice::value).toList();
    }

    /// What every key can be limited to, and what a program has limited this one to.
    private static List<Choice> scopes(List<String> chosen) {
        var choices = new ArrayList<Choice>();
        SCOPES.forEach(scope -> choices.add(scope.chosen(chosen)));
        chosen.stream()
                .filter(it ->
                        choices.stream().noneMatch(choice -> choice.value().equals(it)))
                .forEach(it -> choices.add(new Choice(it, it, "The same for one service only.", true)));
        return choices;
    }

    /// The projects of the account; and those that the key has although they are not among them any more.
    private static List<Choice> projects(JsonNode all, List<String> chosen) {
        var choices = new ArrayList<Choice>();
        all.forEach(project -> {
            var id = project.path("project_id").asText();
            choices.add(new Choice(id, project.path("title").asText(id), id, chosen.contains(id)));
        });
        chosen.stream()
                .filter(id ->
                        choices.stream().noneMatch(choice -> choice.value().equals(id)))
                .forEach(id -> choices.add(new Choice(id, "Another project", id, true)));
        return choices;
    }
}
