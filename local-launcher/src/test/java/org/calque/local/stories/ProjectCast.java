package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;

/// The cast of `authorisation-projects.txt`: two projects, and one caller of each kind around them.
final class ProjectCast {
    private ProjectCast() {}

    static Cast of(RunningSystem system) {
        var admin = new Client(system.baseUrl(), system.adminKey());
        var people = new LinkedHashMap<String, Person>();
        for (var kind :
                new String[] {"stranger", "viewer", "collaborator", "owner", "removed member", "administrator"}) {
            people.put(kind, World.person(admin, kind.split(" ")[0], "Person"));
        }
        var victim = World.person(admin, "Vera", "Victim");
        var owner = people.get("owner");
        var keyOfAdministrator = Cast.key(people.get("administrator"), "expire", null);
        fine(admin.v2(
                "admin/set-groups", "account_id", people.get("administrator").accountId(), "groups", new String[] {
                    "admin"
                }));

        var names = new LinkedHashMap<String, String>();
        people.forEach((kind, person) -> names.put(kind, person.accountId()));
        names.put("project", owner.project("In the matrix"));
        names.put("spare project", owner.project("Deleted and restored"));
        names.put("victim", victim.accountId());
        names.put("project key", names.get("project"));
        names.put("other project's key", people.get("stranger").projectId());
        names.put("scoped key", owner.accountId());
        names.put("limited key", owner.accountId());
        join(people, names.get("project"));
        join(people, names.get("spare project"));
        names.put("public path", publish(owner.client(), names.get("project")));
        return new Cast(callers(admin, people, keyOfAdministrator, names), names);
    }

    private static void join(Map<String, Person> people, String project) {
        var owner = people.get("owner").client();
        add(owner, project, people.get("viewer"), "viewer");
        add(owner, project, people.get("collaborator"), "collaborator");
        add(owner, project, people.get("removed member"), "collaborator");
        fine(owner.v2(
                "projects/collaborators/remove",
                "project_id",
                project,
                "account_id",
                people.get("removed member").accountId()));
    }

    private static void add(Client owner, String project, Person person, String group) {
        fine(owner.v2(
                "projects/collaborators/add", "project_id", project, "account_id", person.accountId(), "group", group));
    }

    private static String publish(Client owner, String project) {
        for (var path : new String[] {"a.txt", "public.txt"}) {
            fine(owner.v2("projects/write-text-file", "project_id", project, "path", path, "content", path));
        }
        fine(owner.v2(
                "user-query", "query", Map.of("public_paths", Map.of("project_id", project, "path", "public.txt"))));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("project_id", project);
        fields.put("id", null);
        return owner.v2("user-query", "query", Map.of("public_paths", fields))
                .json()
                .at("/query/public_paths/id")
                .asText();
    }

    private static Map<String, Client> callers(
            Client admin, Map<String, Person> people, Client keyOfAdministrator, Map<String, String> names) {
        var owner = people.get("owner");
        var callers = new LinkedHashMap<String, Client>();
        callers.put("anonymous", admin.withKey(""));
        people.forEach((kind, person) -> callers.put(kind, person.client()));
        callers.put("administrator", keyOfAdministrator);
        callers.put("project key", Cast.key(owner, "project_id", names.get("project")));
        callers.put(
                "other project's key",
                Cast.key(
                        people.get("stranger"),
                        "project_id",
                        people.get("stranger").projectId()));
        callers.put("scoped key", Cast.key(owner, "scopes", new String[] {"read"}));
        callers.put("limited key", Cast.key(owner, "projects", new String[] {owner.projectId()}));
        return callers;
    }

    private static void fine(Client.Reply reply) {
        assertEquals("", reply.error());
    }
}
