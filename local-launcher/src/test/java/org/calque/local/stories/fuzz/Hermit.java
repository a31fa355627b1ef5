package org.calque.local.stories.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.UUID;
import org.calque.local.stories.Client;
import org.calque.local.stories.World;
import org.calque.local.stories.World.Person;

/// Somebody who shares nothing with anybody, and whose things are marked with a word that stands nowhere else. All
/// others know the ids of these things. Whoever gets to see the word got to see what is not theirs.
final class Hermit {
    private static final String DEEDS = """
            v1/write_text_file_to_project {"project_id": "PROJECT", "path": "WORD.txt", "content": "WORD"}
            v1/project_exec {"project_id": "PROJECT", "command": "echo WORD > x; cat x"}
            v2/exec {"project_id": "PROJECT", "async_call": true, "command": "echo WORD"}
            v2/messages/send {"to_ids": ["ACCOUNT"], "subject": "WORD", "body": "WORD"}
            v2/api-keys {"action": "create", "name": "WORD"}
            v2/projects/invite-tokens {"action": "create", "project_id": "PROJECT"}
            v2/projects/files/uploads/create {"project_id": "PROJECT", "path": "WORD", "size": 10}
            v2/copies/webhooks/create {"url": "https://1.1.1.1/WORD"}
            v2/copies/groups/create {"src_project_id": "PROJECT", "path": "WORD.txt", "target_project_ids": ["PROJECT"], \
            "target_path": "WORD", "scheduled": "2099-01-01T00:00:00Z"}
            v2/copies/schedules/create {"cron": "30 6 * * *", "time_zone": "UTC", "src_project_id": "PROJECT", \
            "path": "WORD.txt", "target_project_id": "PROJECT", "target_path": "WORD"}
            v1/copy_path_between_projects {"src_project_id": "PROJECT", "src_path": "WORD.txt", \
            "target_project_id": "PROJECT", "target_path": "WORD", "scheduled": "2099-01-01T00:00:00Z"}
            v1/query {"query": {"accounts": {"editor_settings": {"WORD": "WORD"}}}}
            v1/query {"query": {"projects": {"project_id": "PROJECT", "title": "WORD", "description": "WORD"}}}
            v1/query {"query": {"project_log": {"id": "LOGGED", "project_id": "PROJECT", "time": "{now}", \
            "event": {"WORD": "WORD"}}}}
            """;

    private final String word = "canary" + UUID.randomUUID().toString().replace("-", "");
    private final Person person;
    private final Known known = new Known();

    Hermit(Client admin) {
        person = World.person(admin, "Hermit", "Alone");
        known.add("account_id", new TextNode(person.accountId()));
        known.add("project_id", new TextNode(person.projectId()));
        DEEDS.lines().forEach(deed -> known.learn(did(deed)));
    }

    private JsonNode did(String deed) {
        var parts = deed.split(" ", 2);
        var body = parts[1].replace("WORD", word)
                .replace("PROJECT", person.projectId())
                .replace("ACCOUNT", person.accountId())
                .replace("LOGGED", UUID.randomUUID().toString());
        var reply = person.client().post("/api/" + parts[0], "application/json", body);
        assertEquals("", reply.error(), deed);
        return reply.json();
    }

    /// What nobody else may see.
    Set<String> marks() {
        return Set.of(word, person.email());
    }

    Known known() {
        return known;
    }

    String projectId() {
        return person.projectId();
    }

    String accountId() {
        return person.accountId();
    }

    /// Whether all is as it was left.
    void assertUntouched() {
        var client = person.client();
        var file = client.call("read_text_file_from_project", "project_id", projectId(), "path", word + ".txt");
        assertEquals(word, file.text("content"), file.body());
        var project = client.v2("projects/get-one", "project_id", projectId());
        assertEquals(word, project.text("title"), project.body());
        var people = client.v2("projects/collaborators/list", "project_id", projectId());
        assertEquals(1, people.json().size(), people.body());
    }
}
