package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SetsTest extends QueryTest {

    @Test
    void aSetIsHandedToTheOwnerOfTheTable() {
        assertEquals(json("{}"), answer(ada(), filled("{'projects':{'project_id':'<ADAS>','title':'new'}}")));
        handed("/tables/projects", "{'project_id':'<ADAS>','title':'new'}");
    }

    @Test
    void aTableThatIsAnotherViewOfTheSameRowsIsWrittenThere() {
        answer(ada(), filled("{'projects_all':{'project_id':'<ADAS>','title':'new'}}"));
        handed("/tables/projects", "{'project_id':'<ADAS>','title':'new'}");
    }

    @Test
    void anAccountIsAlwaysTheCallersOwn() {
        answer(ada(), filled("{'accounts':{'account_id':'<GRACE>','first_name':'A'}}"));
        handed("/tables/accounts", "{'account_id':'<ADA>','first_name':'A'}");
        answer(ada(), filled("{'accounts':{'first_name':'B'}}"));
        handed("/tables/accounts", "{'first_name':'B','account_id':'<ADA>'}");
    }

    @Test
    void valuesTakeTheTypeOfTheirColumn() {
        answer(
                ada(),
                "{'accounts':{'autosave':'5','unlisted':'false','font_size':14.0,'evaluate_key':7,'tags':['a',1]}}");
        handed(
                "/tables/accounts",
                "{'account_id':'<ADA>','autosave':5,'unlisted':false,'font_size':14,'evaluate_key':'7','tags':['a','1']}");
    }

    @Test
    void aPublicPathGetsItsIdFromProjectAndPathAndTimesTheirForm() {
        answer(
                ada(),
                filled(
                        "{'public_paths':{'id':'x','project_id':'<ADAS>','path':'a/b','created':'2025-01-02T03:04:05Z','last_edited':1000}}"));
        handed("/tables/public_paths", """
                {'id':'81f1f15a2fb3f138a4fd9e4dffa4a6070d9ccd98','project_id':'<ADAS>','path':'a/b',
                'created':'2025-01-02T03:04:05.000Z','last_edited':'1970-01-01T00:00:01.000Z'}""");
    }

    @Test
    void tokensStandForTheCallerAndTheTime() {
        answer(
                ada(),
                filled(
                        "{'projects':{'project_id':'<ADAS>','users':{'{account_id}':{'hide':true}},'env':{'t':'{now}','l':['{account_id}']}}}"));
        var handed = PublishedViews.CHANGES.poll();
        assertTrue(handed.contains("\"users\":{\"" + Rows.ADA + "\":{\"hide\":true}}"), handed);
        assertTrue(handed.contains("\"l\":[\"" + Rows.ADA + "\"]"), handed);
        assertTrue(handed.matches(".*\"t\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\".*"), handed);
    }

    @Test
    void aNullInsideAMapIsKeptWhenASetIsForcedAndOneInPlaceOfAColumnIsDropped() {
        answer(ada(), "{'accounts':{'profile':{'image':null},'evaluate_key':null}}", "[{'set':true}]");
        handed("/tables/accounts", "{'account_id':'<ADA>','profile':{'image':null}}");
    }

    @Test
    void aSetThatNamesOnlyItsRowDoesNothing() {
        assertEquals(json("{}"), answer(ada(), "{'projects':{}}"));
        assertEquals(json("{}"), answer(ada(), filled("{'projects':[{'project_id':'<GRACES>'}]}")));
        assertEquals(json("{}"), answer(ada(), filled("{'accounts':{'account_id':'<GRACE>'}}")));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void aRefusalOfTheOwnerIsTheAnswer() {
        PublishedViews.answer = "{\"error\":\"FATAL: user must be an admin\"}";
        assertEquals(
                "FATAL: user must be an admin",
                error(ada(), filled("{'projects':{'project_id':'<GRACES>','title':'mine'}}")));
    }

    @Test
    void aListStopsAtTheFirstErrorAndKeepsWhatIsDone() {
        assertEquals(
                "FATAL: changing projects.x not allowed",
                error(
                        ada(),
                        filled(
                                "[{'projects':{'project_id':'<ADAS>','title':'1'}},{'projects':{'project_id':'<ADAS>','x':1}},"
                                        + "{'projects':{'project_id':'<ADAS>','title':'3'}}]")));
        handed("/tables/projects", "{'project_id':'<ADAS>','title':'1'}");
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void anAdministratorChangesRowsAsAnotherAccountWithItsRightsOnly() {
        var asGrace = filled("[{'account_id':'<GRACE>'}]");
        assertEquals(json("{}"), answer(ada().admin(), "{'accounts':{'first_name':'X'}}", asGrace));
        handed("/tables/accounts?as=" + Rows.GRACE, "{'first_name':'X','account_id':'<GRACE>'}");
        assertEquals(
                "FATAL: user must be an admin",
                error(
                        ada().admin(),
                        "{'system_notifications':{'id':'11111111-0000-4000-8000-000000000001','text':'t'}}",
                        asGrace));
        assertEquals("user must be admin to sudo", error(ada(), "{'accounts':{'first_name':'X'}}", asGrace));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void aRowIsDeletedByItsKeyWhereTheTableAllowsIt() {
        assertEquals(
                json("{}"),
                answer(ada().admin(), "{'registration_tokens':{'token':'t','descr':'d'}}", "[{'delete':true}]"));
        handed("/tables/registration_tokens?delete=true", "{'token':'t'}");
        assertEquals(
                "FATAL: delete query must set primary key",
                error(ada().admin(), "{'registration_tokens':{'descr':'d'}}", "[{'delete':true}]"));
        assertEquals(
                "FATAL: user must be an admin",
                error(ada(), "{'registration_tokens':{'token':'t'}}", "[{'delete':true}]"));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    private static void handed(String path, String row) {
        var change = PublishedViews.CHANGES.poll();
        assertEquals(path, change.substring(0, change.indexOf(' ')));
        assertEquals(json(filled(row)), json(change.substring(change.indexOf(' ') + 1)));
    }
}
