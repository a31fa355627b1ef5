package org.calque.query;

import static org.calque.query.Rows.ADAS;
import static org.calque.query.Rows.ada;
import static org.calque.query.Rows.grace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GetsTest extends QueryTest {

    @Test
    void oneRowHasTheFieldsAskedForAndKeepsItsNulls() {
        assertEquals(
                json(filled("{'projects':{'project_id':'<ADAS>','description':'','name':null}}")),
                answer(ada(), filled("{'projects':{'project_id':'<ADAS>','description':null,'name':null}}")));
    }

    /// Short questions for one row are answered by other threads than the rest.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'x','query':{'projects':{'project_id':'<ADAS>','title':null}}}",
                "{'id':{'a':[1]},'query':{'projects':{'project_id':'<GRACES>','title':null}}}",
                "{'id':'\\u0001','query':{'projects':{'nonsense':null}}}",
                "{'query':{'site_settings':{'name':null}},'id':7}",
                "{'id':'x','query':{'account_profiles':{'account_id':null}},'options':[{'set':true}]}",
            })
    void aQuestionIsAnsweredAlikeHoweverMuchRoomItTakes(String question) {
        var body = filled(question.replace('\'', '"'));
        var caller = ada();
        assertEquals(post(caller, "/events/query", body), post(caller, "/events/query", body + " ".repeat(10_000)));
    }

    @Test
    void rowsOfAListAreWithoutNullsButKeepThoseInsideMaps() {
        assertEquals(
                json(filled("{'projects':[{'project_id':'<ADAS>','run_quota':{'x':null}}]}")),
                answer(ada(), "{'projects':[{'project_id':null,'name':null,'run_quota':null}]}"));
    }

    @Test
    void quotationMarksInValuesStayOne() {
        assertEquals(
                "Ada's \"project\"",
                answer(ada(), filled("{'projects':{'project_id':'<ADAS>','title':null}}"))
                        .at("/projects/title")
                        .asText());
    }

    @Test
    void projectsAreThoseEditedLatelyNewestFirstAndAllProjectsAreAll() {
        assertEquals(
                1,
                answer(ada(), "{'projects':[{'project_id':null}]}")
                        .path("projects")
                        .size());
        assertEquals(
                2,
                answer(ada(), "{'projects_all':[{'project_id':null}]}")
                        .path("projects_all")
                        .size());
    }

    @Test
    void whoOnlyViewsAProjectOrIsNotOnItDoesNotReadIt() {
        var refused = "FATAL: you do not have read access to this project -- account_id=<ADA>, project_id_=undefined";
        assertEquals(filled(refused), error(ada(), filled("{'projects':{'project_id':'<GRACES>','title':null}}")));
        assertEquals(
                filled(refused), error(ada(), filled("{'projects_all':[{'project_id':'<GRACES>','title':null}]}")));
        assertEquals(
                "Grace's",
                answer(ada().admin(), filled("{'projects':{'project_id':'<GRACES>','title':null}}"))
                        .at("/projects/title")
                        .asText());
    }

    @Test
    void anAdministratorSeesOnlyOwnProjectsInLists() {
        assertEquals(
                2,
                answer(ada().admin(), "{'projects_all':[{'project_id':null}]}")
                        .path("projects_all")
                        .size());
    }

    @Test
    void aRowThatIsNotThereLeavesTheTableOut() {
        assertEquals(json("{}"), answer(ada(), filled("{'projects':{'project_id':'<OLD>','title':null}}")));
        assertEquals(json("{}"), answer(ada(), filled("{'accounts':{'account_id':'<GRACE>','first_name':null}}")));
        assertEquals(
                json("{'accounts':[]}"),
                answer(ada(), filled("{'accounts':[{'account_id':'<GRACE>','first_name':null}]}")));
    }

    @Test
    void missingValuesAreFilledInFromTheDefaults() {
        var row = answer(grace(), """
                {'accounts':{'account_id':'{account_id}','editor_settings':null,'other_settings':null,
                'first_name':null,'autosave':null,'profile':null,'groups':null,'tags':null}}""").path("accounts");
        assertEquals(8, row.at("/editor_settings/tab_size").asInt());
        assertEquals("default", row.at("/editor_settings/theme").asText());
        assertEquals(300, row.at("/editor_settings/undo_depth").asInt());
        assertTrue(row.path("editor_settings").has("own"));
        assertEquals(26, row.path("other_settings").size());
        assertEquals("", row.path("first_name").asText());
        assertEquals(45, row.path("autosave").asInt());
        assertEquals(json("{'color':'red'}"), row.path("profile"));
        assertEquals(json("[]"), row.path("groups"));
        assertTrue(row.path("tags").isNull());
        assertEquals(
                33,
                answer(ada(), "{'accounts':{'editor_settings':null}}")
                        .at("/accounts/editor_settings")
                        .size());
    }

    @Test
    void valuesHaveTheirJsonForm() {
        assertEquals(
                json(
                        "{'accounts':{'created':'2025-05-29T05:12:54.000Z','balance':1.5,'tags':['a','b'],'unlisted':false}}"),
                answer(ada(), "{'accounts':{'created':null,'balance':null,'tags':null,'unlisted':null}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title      | {'==': 'old'}            | 1",
                "title      | {'=': 'old'}             | 1",
                "title      | {'!=': 'old'}            | 1",
                "title      | {'<>': 'old'}            | 1",
                "title      | {'LIKE': '%project%'}    | 1",
                "title      | {'ILIKE': 'OLD'}         | 1",
                "title      | {'NOT LIKE': 'o%'}       | 1",
                "title      | {'NOT ILIKE': 'O%'}      | 1",
                "title      | {'like': 'old'}          | 0",
                "title      | {'==': null}             | 2",
                "title      | 'old'                    | 1",
                "deleted    | {'IS': true}             | 1",
                "deleted    | {'IS NOT': true}         | 1",
                "deleted    | {'IS': null}             | 1",
                "deleted    | {'IS': 'unknown'}        | 1",
                "deleted    | {'IS NOT': 'null'}       | 1",
                "deleted    | true                     | 1",
                "last_edited| {'>=': {'relative_time': -2, 'unit': 'days'}}     | 1",
                "last_edited| {'<': {'relative_time': '-2', 'unit': 'days'}}    | 1",
                "last_edited| {'<=': {'relative_time': 1, 'unit': 'years'}}     | 2",
                "last_edited| {'<': '2100-01-01'}      | 2",
                "last_edited| {'>': 4102444800000}     | 0",
                "last_edited| {'<': '{now}'}           | 2",
                "run_quota  | {'x': null}              | 1",
                "run_quota  | {'x': 1}                 | 0",
                "host       | {'IS': null}             | 2",
                "secret_token | 's3cret'               | 0",
            })
    void conditionsSelectRows(String field, String value, int expected) {
        var query = "{'projects_all':[{'project_id':null,'%s':%s}]}".formatted(field, value);
        assertEquals(expected, answer(ada(), query).path("projects_all").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'ANY': 'a'}      | 1", "{'ANY': 'z'}    | 0", "{'MINLEN': 2}     | 1", "{'MINLEN': 3}   | 0",
                "{'MAXLEN': 2}     | 1", "{'MAXLEN': '1'} | 0", "['a', 'b']        | 1", "['b', 'a']      | 0",
            })
    void listsAreComparedByContentAndLength(String value, int expected) {
        var query = "{'accounts':[{'account_id':null,'tags':%s}]}".formatted(value);
        assertEquals(expected, answer(ada(), query).path("accounts").size());
    }

    @Test
    void aTimeThatWasReadSelectsItsRow() {
        var edited = answer(ada(), filled("{'projects':{'project_id':'<ADAS>','last_edited':null}}"))
                .at("/projects/last_edited")
                .asText();
        assertEquals(24, edited.length());
        assertEquals(
                1,
                answer(ada(), "{'projects':[{'project_id':null,'last_edited':'" + edited + "'}]}")
                        .path("projects")
                        .size());
    }

    @Test
    void optionsLimitAndOrder() {
        var all = "{'projects_all':[{'project_id':null,'title':null}]}";
        assertEquals(
                "old",
                answer(ada(), all, "[{'order_by':'last_edited'}]")
                        .at("/projects_all/0/title")
                        .asText());
        assertEquals(
                "old",
                answer(ada(), all, "[{'order_by':'-title ASC, title'},{'order_by':'title desc'}]")
                        .at("/projects_all/0/title")
                        .asText());
        assertEquals(
                "old",
                answer(ada(), all, "[{'order_by':'-title'}]")
                        .at("/projects_all/0/title")
                        .asText());
        for (String one : new String[] {"1", "'1x'", "1.9"}) {
            assertEquals(
                    1,
                    answer(ada(), all, "[{'limit':" + one + "}]")
                            .path("projects_all")
                            .size());
        }
        assertEquals(
                2,
                answer(ada(), all, "[{'limit':'x'},{'heartbeat':1}]")
                        .path("projects_all")
                        .size());
        assertEquals(
                2, answer(ada(), all, "[{'limit':1e30}]").path("projects_all").size());
        assertEquals(
                0,
                answer(ada(), all, "[{'limit':5},{'limit':0}]")
                        .path("projects_all")
                        .size());
        assertEquals(json("{}"), answer(ada(), all, "[{'only_changes':true}]"));
    }

    @Test
    void aLimitOfTheClientGoesBeforeThatOfTheTable() {
        PublishedViews.run("projects", """
                insert into api_projects (project_id, title) select gen_random_uuid(), 'many' from generate_series(1, 150);
                insert into api_members select project_id, '%s', 'collaborator' from api_projects where title = 'many'
                """.formatted(Rows.ADA));
        var many = "{'projects':[{'title':null}]}";
        assertEquals(100, answer(ada(), many).path("projects").size());
        assertEquals(
                120, answer(ada(), many, "[{'limit':120}]").path("projects").size());
        assertEquals(
                152,
                answer(ada(), "{'projects_all':[{'title':null}]}")
                        .path("projects_all")
                        .size());
    }

    @Test
    void anAnswerThatIsTooLongIsRefused() {
        PublishedViews.run("projects", "update api_projects set description = repeat('x', 1500000)");
        assertEquals(
                "the answer is longer than 2000000 bytes (setting query.max-answer); ask for fewer rows or fields",
                error(ada(), "{'projects_all':[{'description':null}]}"));
    }

    @Test
    void publicPathsAreForEverybodyExceptWhatIsDisabledOrForMembers() {
        var query = filled("{'query':{'public_paths':[{'project_id':'<ADAS>','path':null}]}}");
        assertEquals(
                3,
                answer(ada(), filled("{'public_paths':[{'project_id':'<ADAS>','path':null}]}"))
                        .path("public_paths")
                        .size());
        assertEquals(
                3,
                answer(grace().admin(), filled("{'public_paths':[{'project_id':'<ADAS>','path':null}]}"))
                        .path("public_paths")
                        .size());
        assertEquals(
                2,
                answer(grace(), filled("{'public_paths':[{'project_id':'<ADAS>','path':null}]}"))
                        .path("public_paths")
                        .size());
        assertEquals(
                json(filled("{'query':{'public_paths':[{'project_id':'<ADAS>','path':'open'}]}}")),
                post(TestCallers.nobody(), "/v2/user-query", json(query)));
    }

    @Test
    void apiV2AnswersWithoutAMessageAndIgnoresOptions() {
        assertEquals(
                json("{'query':{'accounts':{'first_name':'Ada'}}}"),
                post(
                        ada(),
                        "/v2/user-query",
                        json("{'query':{'accounts':{'first_name':null}},'options':[{'slice':1}]}")));
        assertEquals(
                "FATAL: anonymous get queries not allowed for table 'accounts'",
                post(TestCallers.nobody(), "/v2/user-query", json("{'query':{'accounts':{'first_name':null}}}"))
                        .path("error")
                        .asText());
        assertFalse(post(ada(), "/v2/user-query", json("{}")).path("error").isMissingNode());
    }

    @Test
    void anAdministratorReadsAsAnotherAccountWithThatAccountsRights() {
        assertEquals(
                "Hopper",
                answer(
                                ada().admin(),
                                "{'accounts':{'account_id':'{account_id}','last_name':null}}",
                                filled("[{'account_id':'<GRACE>'}]"))
                        .at("/accounts/last_name")
                        .asText());
        assertEquals(
                filled(
                        "FATAL: you do not have read access to this project -- account_id=<GRACE>, project_id_=undefined"),
                error(
                        ada().admin(),
                        filled("{'projects':{'project_id':'<ADAS>','title':null}}"),
                        filled("[{'account_id':'<GRACE>'}]")));
    }

    @Test
    void optionsAndChangesComeBackWithTheFirstSnapshot() {
        var body = json("{'query':{'projects':[{'project_id':null}]},'changes':'x','options':[{'limit':1}],'id':'me'}");
        var answer = post(ada(), "/events/query", body);
        assertEquals("x", answer.path("changes").asText());
        assertEquals("me", answer.path("id").asText());
        assertEquals(json("[{'limit':1}]"), answer.path("options"));
        assertFalse(answer.path("multi_response").asBoolean(true));
        assertEquals(ADAS.toString(), answer.at("/query/projects/0/project_id").asText());
    }

    @Test
    void aListOfQueriesIsAnsweredInOrder() {
        assertEquals(
                json("[{'accounts':{'first_name':'Ada'}},{},{'accounts':[{'last_name':'Lovelace'}]}]"),
                answer(
                        ada(),
                        filled(
                                "[{'accounts':{'first_name':null}},{'accounts':{'account_id':'<ADA>'}},{'accounts':[{'last_name':null}]}]")));
        assertEquals(json("[]"), answer(ada(), "[]"));
    }
}
