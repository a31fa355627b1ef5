package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Answers that are sent while they are read, and the limits of what a query may cost.
@QuarkusTest
class LargeAnswersTest extends QueryTest {
    private static final String EVERYTHING = "{'projects_all':[{'project_id':null,'title':null,'description':null}]}";

    @Test
    void aListThatIsSentWhileItIsReadIsWholeAndInOrder() {
        projects(3_000, 300);
        var answer = ask(ada(), EVERYTHING, "[{'order_by':'title'}]");
        assertEquals("query", answer.path("event").asText());
        assertFalse(answer.path("multi_response").asBoolean(true));
        assertEquals(json("[{'order_by':'title'}]"), answer.path("options"));
        var rows = answer.at("/query/projects_all");
        assertEquals(3_000, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals("%05d é".formatted(i), rows.get(i).path("title").asText());
        }
        assertEquals(
                3_000,
                post(ada(), "/v2/user-query", json("{'query':" + EVERYTHING + "}"))
                        .at("/query/projects_all")
                        .size());
    }

    @Test
    void rowsOfVeryDifferentSizesAllArrive() {
        projects(400, 1);
        PublishedViews.run(
                "projects",
                "update api_projects set description = repeat('y', 200000) where title in ('00063 é', '00064 é', '00200 é')");
        assertEquals(400, answer(ada(), EVERYTHING).path("projects_all").size());
    }

    @Test
    void whatGoesWrongOnTheWayIsToldAtTheEnd() {
        projects(3_000, 1_000);
        var words = "the answer is longer than 2000000 bytes (setting query.max-answer); ask for fewer rows or fields";
        var answer = ask(ada(), EVERYTHING, "[]");
        assertEquals("error", answer.path("event").asText());
        assertEquals(words, answer.path("error").asText());
        assertEquals(
                words,
                post(ada(), "/v2/user-query", json("{'query':" + EVERYTHING + "}"))
                        .path("error")
                        .asText());
    }

    @Test
    void theAnswerToAListOfQueriesIsKeptUntilTheLastIsDone() {
        projects(1_500, 300);
        assertEquals(
                "FATAL: user get query not allowed for accounts.nonsense",
                error(ada(), "[{'projects_all':[{'title':null}]},{'accounts':{'nonsense':null}}]"));
        var tooLong = ask(ada(), "[" + EVERYTHING + "," + EVERYTHING + "]", "[]");
        assertEquals(
                "the answer is longer than 500000 bytes (setting query.max-list-answer); ask for fewer rows or fields",
                tooLong.path("error").asText());
        assertFalse(tooLong.has("query"));
    }

    @Test
    void aQueryThatTakesTooLongIsEndedAndToldWhichLimitItMet() throws SQLException {
        try (var other = PublishedViews.as("projects")) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                lock.execute("lock table api_projects in access exclusive mode");
            }
            assertEquals(
                    "postgresql error: canceling statement due to statement timeout -- a query may take 5.0 s at most"
                            + " (setting query.statement-timeout)",
                    error(ada(), "{'projects_all':[{'title':null}]}"));
            other.rollback();
        }
        assertEquals(
                2,
                answer(ada(), "{'projects_all':[{'title':null}]}")
                        .path("projects_all")
                        .size());
    }

    @Test
    void anAdministratorIsToldHowAQueryIsCarriedOut() {
        var explained = answer(
                        ada().admin(),
                        filled("{'projects':{'project_id':'<ADAS>','title':null}}"),
                        "[{'explain':true}]")
                .path("projects");
        assertTrue(explained.path("sql").asText().startsWith("select "), explained.toString());
        assertTrue(explained.at("/plan/0/Plan/Node Type").isTextual(), explained.toString());
        assertFalse(explained.at("/plan/0").has("Execution Time"));
        var analyzed = answer(ada().admin(), "{'projects_all':[{'title':null}]}", "[{'explain':'analyze'}]");
        assertTrue(analyzed.at("/projects_all/0/plan/0").has("Execution Time"), analyzed.toString());
        assertEquals(
                "user must be admin to explain",
                error(ada(), "{'projects_all':[{'title':null}]}", "[{'explain':true}]"));
    }

    private static void projects(int count, int length) {
        PublishedViews.run("projects", """
                delete from api_members; delete from api_projects;
                with made as (insert into api_projects (project_id, title, description)
                    select gen_random_uuid(), lpad(n::text, 5, '0') || ' é', repeat('x', %d)
                    from generate_series(0, %d) n returning project_id)
                insert into api_members select project_id, '%s', 'owner' from made
                """.formatted(length, count - 1, Rows.ADA));
    }
}
