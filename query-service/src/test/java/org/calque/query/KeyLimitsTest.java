package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyLimitsTest extends QueryTest {
    private static final String NOT_MINE = "FATAL: you do not have read access to this project";

    private final TestCaller key = ada().onlyIn(Rows.ADAS);
    private final TestCaller elsewhere = ada().onlyIn(UUID.randomUUID());

    @Test
    void aKeyThatIsLimitedToProjectsSeesTheirRowsOnly() {
        var all = answer(ada(), "{'projects_all':[{'project_id':null}]}").path("projects_all");
        assertTrue(all.size() > 1, all.toString());
        assertEquals(
                json(filled("{'projects_all':[{'project_id':'<ADAS>'}]}")),
                answer(key, "{'projects_all':[{'project_id':null}]}"));
        assertEquals(json("{'projects_all':[]}"), answer(elsewhere, "{'projects_all':[{'project_id':null}]}"));
        assertEquals(json("{'projects_all':[]}"), answer(ada().onlyIn(), "{'projects_all':[{'project_id':null}]}"));
    }

    @Test
    void aProjectThatTheKeyMustNotUseIsRefusedByItsId() {
        var question = filled("{'projects':{'project_id':'<ADAS>','title':null}}");
        assertTrue(error(elsewhere, question).startsWith(NOT_MINE));
        assertTrue(error(elsewhere.admin(), question).startsWith(NOT_MINE));
        assertTrue(answer(key, question).has("projects"));
    }

    @Test
    void publicPathsOfOtherProjectsAreNotShown() {
        var question = filled("{'public_paths':[{'id':null,'project_id':'<ADAS>'}]}");
        assertTrue(answer(key, question).path("public_paths").size() > 0);
        assertEquals(0, answer(elsewhere, question).path("public_paths").size());
    }

    @Test
    void aSetNeedsTheScopeWrite() {
        var set = filled("{'projects':{'project_id':'<ADAS>','title':'new'}}");
        for (TestCaller reader :
                new TestCaller[] {ada().withScopes("read"), ada().withScopes("read", "projects:write")}) {
            assertEquals("FATAL: the API key lacks the scope 'write' that 'set projects' needs", error(reader, set));
            assertEquals(
                    "FATAL: the API key lacks the scope 'write' that 'set projects' needs",
                    post(reader, "/v2/user-query", json("{'query':" + set + "}"))
                            .path("error")
                            .asText());
        }
        assertTrue(PublishedViews.CHANGES.isEmpty());
        assertEquals(json("{}"), answer(ada().withScopes("read", "query:write"), set));
        assertEquals(1, PublishedViews.CHANGES.size());
    }

    @Test
    void aSetHiddenInAListNeedsItToo() {
        assertEquals(
                "FATAL: the API key lacks the scope 'write' that 'set accounts' needs",
                error(ada().withScopes("read"), "[{'accounts':{'first_name':null}},{'accounts':{'first_name':'A'}}]"));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void aKeyThatIsLimitedToProjectsChangesNothingOfItsAccount() {
        assertEquals(
                "FATAL: 'set accounts' is not for an API key that is limited to projects",
                error(key, "{'accounts':{'first_name':'A'}}"));
        assertTrue(PublishedViews.CHANGES.isEmpty());
    }

    @Test
    void anAdministratorsLimitedKeyDoesNotReadAsAnotherAccount() {
        assertEquals(
                "user must be admin to sudo",
                error(
                        ada().admin().withScopes("read"),
                        "{'accounts':{'first_name':null}}",
                        filled("[{'account_id':'<GRACE>'}]")));
    }
}
