package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.calque.query.Rows.grace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who sees which rows of each table.
@QuarkusTest
class TablesTest extends QueryTest {
    private static final String NO_ACCESS =
            "FATAL: you do not have read access to this project -- account_id=<ADA>, project_id_=undefined";

    private static int rows(TestCaller caller, String table, String fields) {
        return answer(caller, filled("{'%s':[%s]}".formatted(table, fields)))
                .path(table)
                .size();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "project_log           | 1 | 0",
                "project_log_all       | 2 | 0",
                "file_use              | 1 | 0",
                "project_avatar_images | 2 | 0",
            })
    void rowsOfProjectsAreForTheirPeople(String table, int adas, int limitedElsewhere) {
        assertEquals(adas, rows(ada(), table, "{'project_id':null}"));
        assertEquals(0, rows(TestCallers.account(UUID.randomUUID()), table, "{'project_id':null}"));
        assertEquals(limitedElsewhere, rows(ada().onlyIn(UUID.randomUUID()), table, "{'project_id':null}"));
        assertEquals(adas, rows(ada().admin(), table, "{'project_id':null}"));
        var foreign = filled("{'%s':[{'project_id':'<GRACES>'}]}".formatted(table));
        assertEquals(filled(NO_ACCESS), error(ada(), foreign, "[{'set':false}]"));
        assertTrue(answer(ada().admin(), foreign, "[{'set':false}]").path(table).size() > 0);
        assertEquals(
                "FATAL: anonymous get queries not allowed for table '" + table + "'",
                post(TestCallers.nobody(), "/v2/user-query", json("{'query':{'" + table + "':{'project_id':null}}}"))
                        .path("error")
                        .asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm_accounts",
                "crm_agents",
                "crm_projects",
                "crm_project_log",
                "crm_file_use",
                "crm_public_paths",
                "client_error_log"
            })
    void whatIsForAdministratorsIsForThemAlone(String table) {
        var key = table.startsWith("crm_a") ? "account_id" : table.equals("crm_projects") ? "project_id" : "id";
        var question = "{'%s':[{'%s':null}]}".formatted(table, key);
        assertEquals("FATAL: user must be an admin", error(ada(), question));
        assertEquals("FATAL: user must be an admin", error(ada().admin().onlyIn(Rows.ADAS), question));
        var rows = answer(ada().admin(), question).path(table);
        assertTrue(rows.size() > 0 || table.equals("crm_agents"), rows.toString());
        var set = "{'%s':{'%s':'%s','notes':'x'}}".formatted(table, key, UUID.randomUUID());
        assertTrue(error(ada(), set).matches("FATAL: (user set queries not allowed|changing|user must be an admin).*"));
    }

    @Test
    void administratorsChangeWhatIsTheirsAndClearIt() {
        var set = filled("{'crm_projects':{'project_id':'<GRACES>','notes':null,'title':'x'}}");
        assertEquals("FATAL: user must be an admin", error(grace(), set, "[{'set':true}]"));
        assertEquals("FATAL: user must be an admin", error(ada().admin().onlyIn(Rows.GRACES), set, "[{'set':true}]"));
        answer(ada().admin(), set, "[{'set':true}]");
        assertEquals(
                filled("/tables/crm_projects {\"project_id\":\"<GRACES>\",\"notes\":null,\"title\":\"x\"}"),
                PublishedViews.CHANGES.poll());
        answer(ada().admin(), "{'site_settings':{'name':'site_name','value':'here'}}");
        assertEquals(
                "/tables/server_settings {\"name\":\"site_name\",\"value\":\"here\"}", PublishedViews.CHANGES.poll());
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void licensesAreForTheirManagersAndWhatIsKnownOfOneForWhoKnowsItsId() {
        PublishedViews.run("billing", filled("""
                truncate site_licenses;
                insert into site_licenses (id, title, managers) values ('<ADAS>', 'ours', '{<ADA>}'),
                    ('<GRACES>', 'theirs', '{<GRACE>}')"""));
        assertEquals(
                json("{'manager_site_licenses':[{'title':'ours'}]}"),
                answer(ada(), "{'manager_site_licenses':[{'title':null}]}"));
        assertEquals(
                "query must be an array (you must request to get multiple values back)",
                error(ada(), "{'manager_site_licenses':{'title':null}}"));
        assertEquals(
                json("{'site_license_public_info':{'title':'theirs'}}"),
                json(answer(ada(), filled("{'site_license_public_info':{'id':'<GRACES>','title':null}}"))
                        .toString()
                        .replaceFirst("\"id\":\"[^\"]+\",", "")
                        .replace('"', '\'')));
        for (String question : new String[] {"{'id':null}", "[{'id':'<ADAS>','title':null}]", "{'title':null}"}) {
            assertEquals(
                    "must be a single object query with id specified",
                    error(ada(), filled("{'site_license_public_info':" + question + "}")));
        }
    }

    @Test
    void whoManagesALicenseIsToldToItsManagersAlone() {
        PublishedViews.run("billing", filled("""
                truncate site_licenses;
                insert into site_licenses (id, managers) values ('<ADAS>', '{<ADA>,<GRACE>}')"""));
        var question = filled(
                "{'site_license_public_info':{'id':'<ADAS>','managers':null,'is_manager':null," + "'running':null}}");
        assertEquals(
                json(filled("{'site_license_public_info':{'id':'<ADAS>','managers':['<ADA>','<GRACE>'],"
                        + "'is_manager':true,'running':0}}")),
                answer(ada(), question));
        assertEquals(
                json(filled("{'site_license_public_info':{'id':'<ADAS>','managers':null,'is_manager':false,"
                        + "'running':0}}")),
                answer(TestCallers.account(UUID.randomUUID()), question));
        assertEquals(
                json("{}"),
                answer(
                        TestCallers.account(UUID.randomUUID()),
                        filled(
                                "{'site_license_public_info':{'id':'<ADAS>','managers':{'ANY':'<ADA>'},'title':null}}")));
    }

    @Test
    void administratorsLookForLicensesByATextInThem() {
        PublishedViews.run("billing", filled("""
                truncate site_licenses;
                insert into site_licenses (id, title, info, managers) values ('<ADAS>', 'Physics', null, '{<ADA>}'),
                    ('<GRACES>', null, '{"note": "for PHYSICISTS"}', null), ('<OLD>', 'Biology', null, null)"""));
        var admin = ada().admin();
        assertEquals(
                2,
                answer(admin, "{'matching_site_licenses':[{'search':'physic','id':null}]}")
                        .path("matching_site_licenses")
                        .size());
        assertEquals(
                json("{'matching_site_licenses':[{'title':'Physics'}]}"),
                answer(admin, filled("{'matching_site_licenses':[{'search':'<ADA>','title':null}]}")));
        assertEquals("search must be given as a string", error(admin, "{'matching_site_licenses':[{'search':null}]}"));
        assertEquals(
                "query must be an array (you must request to get multiple values back)",
                error(admin, "{'matching_site_licenses':{'search':'x','id':null}}"));
        assertEquals(
                "FATAL: user must be an admin",
                error(grace(), "{'matching_site_licenses':[{'search':'x','id':null}]}"));
    }

    @Test
    void aFolderIsAskedForWhereItIs() {
        PublishedViews.answer =
                "{'project_id':'p','path':'d','listing':[{'name':'a','size':5}],'missing':null}".replace('\'', '"');
        try {
            var question = filled("{'listings':{'project_id':'<ADAS>','path':'d','listing':null,'missing':null}}");
            assertEquals(
                    json("{'listings':{'project_id':'p','path':'d','listing':[{'name':'a','size':5}],'missing':null}}"),
                    answer(ada(), question));
            assertEquals(
                    filled("/tables/listings/told {\"project_id\":\"<ADAS>\",\"path\":\"d\"}"),
                    PublishedViews.CHANGES.poll());
            assertEquals(
                    json("{'listings':[{'project_id':'p','path':'d'}]}"),
                    answer(ada(), filled("{'listings':[{'project_id':'<ADAS>','path':null,'missing':null}]}")));
        } finally {
            PublishedViews.answer = "{}";
            PublishedViews.CHANGES.clear();
        }
        assertEquals("FATAL: must specify project_id", error(ada(), "{'listings':[{'path':'','listing':null}]}"));
        assertEquals(
                "FATAL: listings are asked for by project_id, path and compute_server_id alone",
                error(ada(), filled("{'listings':{'project_id':'<ADAS>','error':'x','listing':null}}")));
        assertEquals(
                filled(NO_ACCESS),
                error(ada(), filled("{'listings':{'project_id':'<GRACES>','path':'','listing':null}}")));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void anAdministratorReadsOneProjectByItsId() {
        var question = filled("{'projects_admin':{'project_id':'<GRACES>','title':null,'secret_token':null}}");
        assertEquals(
                json(filled("{'projects_admin':{'project_id':'<GRACES>','title':'Grace`s','secret_token':null}}"))
                        .toString()
                        .replace('`', '\''),
                answer(ada().admin(), question).toString());
        assertEquals("FATAL: user must be an admin", error(grace(), question));
        assertEquals("FATAL: must specify project_id", error(ada().admin(), "{'projects_admin':{'title':null}}"));
        assertEquals(
                "noted",
                answer(ada().admin(), filled("{'crm_projects':{'project_id':'<OLD>','notes':null}}"))
                        .at("/crm_projects/notes")
                        .asText());
    }

    @Test
    void aProfileIsForEverybodyWhoIsSignedIn() {
        var question = filled("{'account_profiles':{'account_id':'<GRACE>','profile':null}}");
        assertEquals(json("{'color':'red'}"), answer(ada(), question).at("/account_profiles/profile"));
        assertEquals(1, rows(ada(), "account_profiles", "{'account_id':null}"));
        assertEquals(
                "FATAL: user get query not allowed for account_profiles.email_address",
                error(ada(), "{'account_profiles':{'email_address':null}}"));
    }

    @Test
    void collaboratorsAreThoseOnAProjectWithTheCaller() {
        assertEquals(1, rows(ada(), "collaborators", "{'account_id':null}"));
        PublishedViews.run("projects", filled("insert into api_members values ('<ADAS>', '<GRACE>', 'collaborator')"));
        assertEquals(2, rows(ada(), "collaborators", "{'account_id':null}"));
        assertEquals(2, rows(grace(), "collaborators", "{'account_id':null,'first_name':null}"));
        assertEquals(0, rows(TestCallers.account(UUID.randomUUID()), "collaborators", "{'account_id':null}"));
        assertEquals(0, rows(ada().onlyIn(UUID.randomUUID()), "collaborators", "{'account_id':null}"));
        assertEquals(1, rows(ada().onlyIn(Rows.ADAS_OLD), "collaborators", "{'account_id':null}"));
    }

    @Test
    void collaboratorsOfOneProjectAreForItsPeopleAndTheProjectIsNotAnswered() {
        var question = filled("{'collaborators_one_project':[{'project_id':'<ADAS>','last_name':null}]}");
        assertEquals(json("{'collaborators_one_project':[{'last_name':'Lovelace'}]}"), answer(ada(), question));
        assertEquals(filled(NO_ACCESS.replace("<ADA>", "<GRACE>")), error(grace(), question));
        assertEquals(
                json("{'collaborators_one_project':[{'last_name':'Lovelace'}]}"), answer(grace().admin(), question));
        assertTrue(error(ada().onlyIn(Rows.ADAS_OLD), question).startsWith("FATAL: you do not have read access"));
        assertEquals(
                "FATAL: must specify project_id", error(ada(), "{'collaborators_one_project':[{'account_id':null}]}"));
        assertEquals(
                "ERROR -- invalid characters in order_by='project_id'",
                error(ada(), question, "[{'order_by':'project_id'}]"));
    }

    @Test
    void aPublicPathIsFoundByItsIdAsFarAsItIsShown() {
        for (var path : new String[][] {{"1", "open"}, {"2", null}, {"3", "members"}}) {
            var question = "{'public_paths_by_id':{'id':'%s','path':null}}".formatted(path[0].repeat(40));
            assertEquals(
                    path[1],
                    answer(grace(), question).at("/public_paths_by_id/path").asText(null),
                    path[0]);
        }
        var members = "{'query':{'public_paths_by_id':{'id':'%s','path':null}}}".formatted("3".repeat(40));
        assertEquals(json("{'query':{}}"), post(TestCallers.nobody(), "/v2/user-query", json(members)));
        for (String id : new String[] {"null", "'x'", "{'IS NOT':null}"}) {
            assertEquals(
                    "id must be a sha1 hash", error(ada(), "{'public_paths_by_id':{'path':null,'id':" + id + "}}"));
        }
        var open = "{'public_paths_by_id':{'id':'%s','path':null}}".formatted("1".repeat(40));
        assertEquals(json("{}"), answer(ada().onlyIn(Rows.GRACES), open));
    }

    @Test
    void aProjectThatPublishesSomethingIsPublic() {
        var question = filled("{'query':{'public_projects':{'project_id':'<ADAS>','description':null}}}");
        assertEquals(
                json(filled("{'query':{'public_projects':{'project_id':'<ADAS>','description':''}}}")),
                post(TestCallers.nobody(), "/v2/user-query", json(question)));
        assertEquals(
                "project does not have any public paths",
                error(ada(), filled("{'public_projects':{'project_id':'<GRACES>','title':null}}")));
        assertEquals(
                json("{}"),
                answer(ada(), filled("{'public_projects':{'project_id':'<ADAS>','title':'x','name':null}}")));
        PublishedViews.run("projects", "update api_public_paths set authenticated = true");
        assertEquals(
                "project does not have any public paths",
                post(TestCallers.nobody(), "/v2/user-query", json(question))
                        .path("error")
                        .asText());
    }

    @Test
    void allPublicPathsAreThoseOfProjectsTheCallerIsActiveInWhateverIsAskedFor() {
        assertEquals(json("{'all_public_paths':[]}"), answer(ada(), "{'all_public_paths':[{'id':null}]}"));
        PublishedViews.run(
                "projects", filled("update api_projects set last_active = '{\"<ADA>\": \"2025-01-01T00:00:00Z\"}'"));
        var paths = answer(ada(), "{'all_public_paths':[{'id':null}]}").path("all_public_paths");
        assertEquals(3, paths.size());
        assertEquals(13, paths.path(0).size());
        assertTrue(paths.path(0).has("license"));
        assertEquals(
                json("{'all_public_paths':[]}"),
                answer(ada().onlyIn(Rows.GRACES), "{'all_public_paths':[{'id':null}]}"));
        assertEquals(json("{'all_public_paths':[]}"), answer(grace(), "{'all_public_paths':[{'id':null}]}"));
    }

    @Test
    void notificationsAndNewsAreForEverybodyWhileTheyAreFresh() {
        assertEquals(
                json("{'query':{'system_notifications':[{'text':'maintenance','priority':'low','done':false}]}}"),
                post(
                        TestCallers.nobody(),
                        "/v2/user-query",
                        json("{'query':{'system_notifications':[{'text':null,'priority':null,'done':null}]}}")));
        assertEquals(
                json("{'query':{'news':[{'title':'new'}]}}"),
                post(TestCallers.nobody(), "/v2/user-query", json("{'query':{'news':[{'title':null}]}}")));
        var set = "{'system_notifications':{'id':'%s','text':'x'}}".formatted(Rows.ADAS);
        assertEquals("FATAL: user must be an admin", error(ada(), set));
        assertTrue(PublishedViews.CHANGES.isEmpty());
        answer(ada().admin(), set);
        assertEquals(1, PublishedViews.CHANGES.size());
    }

    @Test
    void timesInsideMapsAreToldAsAllOthers() {
        PublishedViews.run("projects", filled("""
                update api_projects set
                    state = '{"state": "opened", "time": "2025-01-02T03:04:05+01:00"}',
                    invite = '{"a@b": {"time": "2025-01-02T03:04:05.123456Z", "error": "2025-01-02T03:04:05Z"}}',
                    last_active = '{"<ADA>": "2025-01-02T03:04:05Z", "x": "2025-99-02T03:04:05Z", "y": [], "z": {}}'
                """));
        assertEquals(json(filled("""
                        {'projects':{
                        'state':{'state':'opened','time':'2025-01-02T02:04:05.000Z'},
                        'invite':{'a@b':{'time':'2025-01-02T03:04:05.123Z','error':'2025-01-02T03:04:05Z'}},
                        'last_active':{'<ADA>':'2025-01-02T03:04:05.000Z','x':'2025-99-02T03:04:05Z','y':[],'z':{}}}}""")), answer(ada(), "{'projects':{'state':null,'invite':null,'last_active':null}}"));
        assertEquals(
                json(filled("{'<ADA>':{'edit':'2025-01-02T03:04:05.000Z','note':'2025-01-02','n':5}}")),
                answer(ada(), "{'file_use':{'users':null}}").at("/file_use/users"));
    }

    @Test
    void aTableThatIsKnownButNotHereIsRefusedAsOneThatMayNotBeQueried() {
        assertEquals("FATAL: get queries not allowed for table 'stats'", error(ada(), "{'stats':{'id':null}}"));
        assertEquals(
                "FATAL: user set queries not allowed for table 'syncstrings'",
                error(ada(), "{'syncstrings':{'path':'x'}}"));
        assertEquals(
                "FATAL: get queries not allowed for table 'projects_owner'",
                error(ada(), "{'projects_owner':{'project_id':null}}"));
    }

    @Test
    void aLogEntryIsItsWritersAndGetsAnId() {
        answer(ada(), filled("{'project_log':{'project_id':'<ADAS>','account_id':'<GRACE>','event':{'event':'x'}}}"));
        var change = PublishedViews.CHANGES.poll();
        assertTrue(change.startsWith("/tables/project_log "), change);
        JsonNode row = json(change.substring(change.indexOf('{')));
        assertEquals(Rows.ADA.toString(), row.path("account_id").asText());
        assertEquals(4, UUID.fromString(row.path("id").asText()).version());
        answer(ada(), filled("{'project_log_all':{'id':'<ADAS>','project_id':'<ADAS>','event':{'event':'y'}}}"));
        change = PublishedViews.CHANGES.poll();
        assertTrue(change.startsWith("/tables/project_log "), change);
        assertTrue(change.contains("\"id\":\"" + Rows.ADAS + '"'), change);
    }

    @Test
    void aStrangerLearnsNothingOfAProjectFromItsOptions() {
        var question = filled("{'projects_all':[{'project_id':'<GRACES>','title':null}]}");
        for (String options : new String[] {"[{'nonsense':1}]", "[{'only_changes':true}]", "[{'limit':0}]"}) {
            assertEquals(filled(NO_ACCESS), error(ada(), question, options));
        }
        assertEquals(
                filled(NO_ACCESS),
                error(ada(), filled("{'projects_all':[{'project_id':'<GRACES>','last_edited':'soon','title':null}]}")));
        assertEquals("unknown option 'nonsense'", error(ada().admin(), question, "[{'nonsense':1}]"));
    }

    @Test
    void aRelativeTimeIsReadAsLenientlyAsALimit() {
        assertEquals(
                1,
                rows(
                        ada(),
                        "projects_all",
                        "{'project_id':null,'last_edited':{'>':{'relative_time':-2.9,'unit':'days'}}}"));
        assertEquals(
                "relative_time must be a number",
                error(
                        ada(),
                        "{'projects_all':[{'last_edited':{'>':{'relative_time':'x','unit':'days'}}}]}",
                        "[{'set':false}]"));
    }

    @Test
    void aGetOfNoFieldsAnswersRowsWithoutAny() {
        assertEquals(json("{'accounts':{}}"), answer(ada(), "{'accounts':{}}", "[{'set':false}]"));
    }
}
