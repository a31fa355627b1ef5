package org.calque.local.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import org.calque.local.RunningSystem;
import org.calque.local.stories.World.Person;
import org.junit.jupiter.api.Test;

/// A teacher hands a sheet out to a class: one call, one list of outcomes, and only what failed is done again.
class ClassHandOutTest {
    @Test
    void aSheetGoesToAClassByOneCallAndOneFailingTargetIsNamedAndTriedAgainAlone() {
        var system = RunningSystem.shared();
        var teacher = new World(system.baseUrl(), system.adminKey()).ada;
        write(teacher, teacher.projectId(), "sheet.txt", "solve this");
        var pupils = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            pupils.add(teacher.project("pupil " + i));
        }
        var inTheWay = pupils.get(3);
        write(teacher, inTheWay, "sheet.txt/notes", "a folder where the sheet is to be");

        var group = v2(
                        teacher,
                        "copies/groups/create",
                        "path",
                        "sheet.txt",
                        "src_project_id",
                        teacher.projectId(),
                        "target_project_ids",
                        pupils)
                .path("group_id")
                .asText();
        var outcomes = outcomes(teacher, group);
        assertEquals(5, outcomes.at("/counts/succeeded").asInt(), outcomes.toString());
        for (int i = 0; i < pupils.size(); i++) {
            var outcome = outcomes.path("targets").path(i);
            assertEquals(pupils.get(i), outcome.path("target_project_id").asText());
            assertEquals(i == 3 ? "failed" : "succeeded", outcome.path("state").asText(), outcome.toString());
        }
        assertEquals(
                "EISDIR",
                outcomes.at("/targets/3/error").asText().split(":")[0],
                "the target that failed says why: " + outcomes);

        var first = pupils.getFirst();
        write(teacher, first, "sheet.txt", "solved");
        v2(teacher, "projects/files/remove", "project_id", inTheWay, "path", "sheet.txt", "recursive", true);
        assertEquals(
                1,
                v2(teacher, "copies/groups/retry", "group_id", group)
                        .path("retried")
                        .asInt());
        assertEquals(6, outcomes(teacher, group).at("/counts/succeeded").asInt());
        assertEquals("solve this", read(teacher, inTheWay));
        assertEquals("solved", read(teacher, first), "what went well is not done again");
    }

    private static JsonNode outcomes(Person teacher, String group) {
        return v2(teacher, "copies/groups/get", "group_id", group, "wait_until_done", true);
    }

    private static JsonNode v2(Person who, String path, Object... parameters) {
        var json = who.client().v2(path, parameters).json();
        assertFalse(json.has("error"), json.toString());
        return json;
    }

    private static void write(Person who, String project, String path, String content) {
        who.client()
                .call("write_text_file_to_project", "project_id", project, "path", path, "content", content)
                .expect("file_written_to_project");
    }

    private static String read(Person who, String project) {
        return who.client()
                .call("read_text_file_from_project", "project_id", project, "path", "sheet.txt")
                .expect("text_file_read_from_project")
                .text("content");
    }
}
