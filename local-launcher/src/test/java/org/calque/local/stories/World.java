package org.calque.local.stories;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The people and projects that the stories and scenarios are about, made through the gateway like everything else.
public final class World {
    final Client admin;
    final Person ada;
    final Person grace;
    final Person alan;

    /// Somebody with an account, a key and a project of their own.
    public record Person(String accountId, String email, String password, Client client, String projectId) {
        public String project(String title) {
            return client.call("create_project", "title", title)
                    .expect("project_created")
                    .text("project_id");
        }
    }

    World(String baseUrl, String adminKey) {
        admin = new Client(baseUrl, adminKey);
        ada = person(admin, "Ada", "Lovelace");
        grace = person(admin, "Grace", "Hopper");
        alan = person(admin, "Alan", "Turing");
    }

    public static Person person(Client admin, String firstName, String lastName) {
        var email = firstName.toLowerCase() + "-" + UUID.randomUUID() + "@example.com";
        var password = "correct horse battery " + UUID.randomUUID().toString().substring(0, 8);
        var created = admin.call(
                        "create_account",
                        "first_name",
                        firstName,
                        "last_name",
                        lastName,
                        "email_address",
                        email,
                        "password",
                        password,
                        "agreed_to_terms",
                        true,
                        "get_api_key",
                        true)
                .expect("account_created");
        var client = admin.withKey(created.text("api_key"));
        var project = client.call("create_project", "title", firstName + "'s project")
                .expect("project_created")
                .text("project_id");
        return new Person(created.text("account_id"), email, password, client, project);
    }

    /// What scenario files may name between double braces.
    Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        for (var person : Map.of("ada", ada, "grace", grace, "alan", alan).entrySet()) {
            names.put(person.getKey(), person.getValue().accountId());
            names.put(person.getKey() + "'s email", person.getValue().email());
            names.put(person.getKey() + "'s password", person.getValue().password());
            names.put(person.getKey() + "'s project", person.getValue().projectId());
        }
        names.put("no project", "00000000-0000-4000-8000-000000000000");
        return names;
    }

    /// The client of a caller that a scenario names.
    Client caller(String name) {
        return switch (name) {
            case "ada" -> ada.client();
            case "grace" -> grace.client();
            case "alan" -> alan.client();
            case "admin" -> admin;
            case "a blank key" -> admin.withKey("");
            case "a wrong key" -> admin.withKey("sk-ThisKeyIsUnknown000001");
            case "no key" -> admin.withKey(null);
            default -> throw new IllegalArgumentException("nobody is called " + name);
        };
    }
}
