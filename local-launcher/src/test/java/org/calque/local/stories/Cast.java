package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;

/// One caller of each kind that `authorisation.txt` knows, with accounts of their own, and what requests may name.
record Cast(Map<String, Client> callers, Map<String, String> names) {

    static Cast of(RunningSystem system) {
        var admin = new Client(system.baseUrl(), system.adminKey());
        var owner = World.person(admin, "Olive", "Owner");
        var other = World.person(admin, "Otto", "Other");
        var banned = World.person(admin, "Ben", "Banned");
        var victim = World.person(admin, "Vera", "Victim");
        var administrator = World.person(admin, "Ann", "Administrator");
        var keyOfBanned = key(banned, "expire", null);
        var keyOfAdministrator = key(administrator, "expire", null);
        assertEquals(
                "", admin.v2("accounts/ban", "account_id", banned.accountId()).error());
        var group =
                admin.v2("admin/set-groups", "account_id", administrator.accountId(), "groups", new String[] {"admin"});
        assertEquals("", group.error());

        var callers = new LinkedHashMap<String, Client>();
        callers.put("anonymous", admin.withKey(""));
        callers.put("other account", other.client());
        callers.put("project key", key(owner, "project_id", owner.projectId()));
        callers.put("scoped key", key(owner, "scopes", new String[] {"read"}));
        callers.put(
                "expired key",
                key(owner, "expire", Instant.now().minusSeconds(60).toString()));
        callers.put("banned", keyOfBanned);
        callers.put("administrator", keyOfAdministrator);
        callers.put("owner", owner.client());

        var names = new LinkedHashMap<String, String>();
        names.put("owner", owner.accountId());
        names.put("owner's email", owner.email());
        names.put("owner's password", owner.password());
        names.put("victim", victim.accountId());
        names.put("victim's email", victim.email());
        names.put("project", owner.projectId());
        names.put("a strong password", "aPt7 " + UUID.randomUUID());
        names.put("a new email", UUID.randomUUID() + "@example.com");
        return new Cast(callers, names);
    }

    String named(String text) {
        var named = text;
        for (var name : names.entrySet()) {
            named = named.replace("{{" + name.getKey() + "}}", name.getValue());
        }
        return named;
    }

    /// A key of somebody with one thing about it.
    static Client key(Person owner, String field, Object value) {
        var made = owner.client()
                .v2(
                        "api-keys",
                        "action",
                        "create",
                        "name",
                        field,
                        field,
                        value instanceof Instant it ? it.toString() : value)
                .json()
                .at("/response/0/secret");
        return owner.client().withKey(made.asText());
    }
}
