package org.calque.query;

import static org.calque.query.Rows.ada;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The error catalogue of the query language, word for word.
@QuarkusTest
class RefusalsTest extends QueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'projects':{'title':null},'accounts':{}} | FATAL: must specify exactly one key in the query",
                "'projects'                                | FATAL: must specify exactly one key in the query",
                "{}                                        | FATAL: invalid user_query of 'undefined' -- query must be an object",
                "5                                         | FATAL: invalid user_query of 'undefined' -- query must be an object",
                "true                                      | FATAL: invalid user_query of 'undefined' -- query must be an object",
                "[null]                                    | FATAL: invalid user_query of 'undefined' -- query must be an object",
                "{'projects':5}                            | FATAL: invalid user_query of 'projects' -- query must be an object",
                "{'projects':null}                         | FATAL: invalid user_query of 'projects' -- query must be an object",
                "{'projects':[]}                           | FATAL: invalid user_query of 'projects' -- query must be an object",
                "{'projects':[null]}                       | FATAL: invalid user_query of 'projects' -- query must be an object",
                "{'projects':[{'title':null},{}]}          | FATAL: array of length > 1 not yet implemented",
                "{'nonsense':{'x':null}}                   | FATAL: get queries not allowed for table 'nonsense'",
                "{'constructor':{'x':null}}                | FATAL: get queries not allowed for table 'constructor'",
                "{'api_keys':{'id':null}}                  | FATAL: get queries not allowed for table 'api_keys'",
                "{'nonsense':{'x':1}}                      | FATAL: table 'nonsense' does not exist",
                "{'accounts':{'password_hash':null}}       | FATAL: user get query not allowed for accounts.password_hash",
                "{'accounts':{'sign_up_usage_intent':null}} | FATAL: user get query not allowed for accounts.sign_up_usage_intent",
                "{'projects':{'__proto__':null}}           | FATAL: user get query not allowed for projects.__proto__",
                "{'projects':{'project_id':'<ADAS>','x':1}} | FATAL: changing projects.x not allowed",
                "{'projects':{'project_id':'<ADAS>','constructor':1}} | FATAL: changing projects.constructor not allowed",
                "{'projects':{'project_id':'<ADAS>','course':{}}} | FATAL: changing projects.course not allowed",
                "{'accounts':{'email_address':'x'}}        | FATAL: changing accounts.email_address not allowed",
                "{'projects':{'title':'x'}}                | FATAL: must specify projects.project_id",
                "{'projects_all':{'title':'x'}}            | FATAL: must specify projects_all.project_id",
                "{'public_paths':{'project_id':'<ADAS>','description':'x'}} | FATAL: must specify public_paths.path",
                "{'public_paths':{'path':null}}            | FATAL: must specify project_id",
                "{'public_paths':{'project_id':null,'path':null}} | FATAL: must specify project_id",
                "{'projects':{'project_id':'x','title':null}} | invalid project_id -- x",
                "{'projects':{'project_id':{'==':'x'},'title':null}} | invalid project_id -- {'==':'x'}",
                "{'public_paths':{'project_id':'x','path':null}} | postgresql error: invalid input syntax for type uuid: 'x'",
                "{'projects':{'project_id':'x','title':'t'}} | postgresql error: invalid input syntax for type uuid: 'x'",
                "{'accounts':{'account_id':'x','name':null}} | postgresql error: invalid input syntax for type uuid: 'x'",
                "{'accounts':{'autosave':'x','name':null}} | postgresql error: invalid input syntax for type integer: 'x'",
                "{'accounts':{'autosave':'x'}}             | postgresql error: invalid input syntax for type integer: 'x'",
                "{'accounts':{'autosave':99999999999}}     | postgresql error: value '99999999999' is out of range for type integer",
                "{'accounts':{'unlisted':'maybe'}}         | postgresql error: invalid input syntax for type boolean: 'maybe'",
                "{'accounts':{'created':'soon','name':null}} | postgresql error: invalid input syntax for type timestamp with time zone: 'soon'",
                "{'accounts':{'profile':5}}                | FATAL: accounts.profile must be an object",
                "{'accounts':{'profile':'text'}}           | FATAL: accounts.profile must be an object",
                "{'accounts':{'profile':[1]}}              | FATAL: accounts.profile must be an object",
                "{'accounts':{'first_name':5}}             | FATAL: accounts.first_name must be a string",
                "{'accounts':{'tags':'a'}}                 | FATAL: accounts.tags must be a list",
                "{'projects':{'project_id':'<ADAS>','name':{}}} | FATAL: projects.name must be a string",
                "{'projects':{'project_id':'<ADAS>','users':5}} | FATAL: error setting `users` -- Error: users must be an object",
                "{'projects':{'project_id':'<ADAS>','users':{'x':{}}}} | FATAL: error setting `users` -- Error: invalid account_id `x`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':5}}} | FATAL: error setting `users` -- Error: user entry must be an object",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'x':5}}}} | FATAL: error setting `users` -- Error: unknown field `x`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'group':'admin'}}}} | FATAL: error setting `users` -- Error: invalid value for field `group`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'hide':'x'}}}} | FATAL: error setting `users` -- Error: invalid type for field `hide`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'upgrades':5}}}} | FATAL: error setting `users` -- Error: invalid type for field `upgrades`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'upgrades':{'x':1}}}}} | FATAL: error setting `users` -- Error: invalid upgrades field `x`",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'ssh_keys':5}}}} | FATAL: error setting `users` -- Error: ssh_keys must be an object",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'ssh_keys':{'k':5}}}}} | FATAL: error setting `users` -- Error: each key in ssh_keys must be an object",
                "{'projects':{'project_id':'<ADAS>','users':{'<ADA>':{'ssh_keys':{'k':{'x':5}}}}}} | FATAL: error setting `users` -- Error: invalid ssh_keys field `x`",
            })
    void aQueryThatCannotBeAnsweredIsRefused(String query, String expected) {
        refused(expected, error(ada(), filled(query)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'limit':1}           | FATAL: options (={'limit':1}) must be an array",
                "5                     | FATAL: options (=5) must be an array",
                "['x']                 | FATAL: options (=['x']) must be an array of objects",
                "[{'nonsense':1}]      | unknown option 'nonsense'",
                "[{'offset':1}]        | unknown option 'offset'",
                "[{'delete':true}]     | unknown option 'delete'",
                "[{'slice':1}]         | slice not implemented",
                "[{'limit':-1}]        | ERROR -- opts.limit = '-1' is not an integer",
                "[{'limit':'-1'}]      | ERROR -- opts.limit = '-1' is not an integer",
                "[{'order_by':'title; drop table x'}] | ERROR -- invalid characters in order_by='title; drop table x'",
                "[{'order_by':'avatar_image_full'}] | ERROR -- invalid characters in order_by='avatar_image_full'",
                "[{'order_by':5}]      | ERROR -- invalid characters in order_by='5'",
                "[{'order_by':true}]   | ERROR -- invalid characters in order_by='true'",
                "[{'order_by':null}]   | ERROR -- invalid characters in order_by='null'",
                "[{'order_by':'title,'}] | ERROR -- invalid characters in order_by='title,'",
                "[{'order_by':'(select 1)'}] | ERROR -- invalid characters in order_by='(select 1)'",
                "[{'account_id':'<GRACE>'}] | user must be admin to sudo",
            })
    void anOptionThatCannotBeFollowedIsRefused(String options, String expected) {
        refused(expected, error(ada(), "{'projects':[{'title':null}]}", filled(options)));
    }

    @Test
    void deletingIsRefusedWhereTheTableDoesNotAllowIt() {
        refused(
                "FATAL: delete from projects not allowed",
                error(ada(), filled("{'projects':{'project_id':'<ADAS>','title':'x'}}"), "[{'delete':true}]"));
        assertEquals(json("{}"), answer(ada(), filled("{'projects':{'project_id':'<ADAS>'}}"), "[{'delete':true}]"));
    }

    @Test
    void changesAreToldOnlyOfListsThatCanBeRead() {
        changes("{'projects':{'project_id':null}}", "FATAL: changefeeds only implemented for multi-document queries");
        changes("{'projects':[{'project_id':'<ADAS>'}]}", "FATAL: changefeeds only for read queries");
        changes("[{'projects':[{'project_id':null}]}]", "FATAL: changefeeds only implemented for single table");
        changes("{'projects':[{'title':null}]}", "FATAL: changefeed MUST include primary key (='project_id') in query");
    }

    private static void changes(String query, String expected) {
        refused(
                expected,
                post(ada(), "/events/query", json("{'changes':'x','query':" + filled(query) + "}"))
                        .path("error")
                        .asText());
    }

    @Test
    void aListThatIsTooLongIsRefusedBeforeAnyOfItIsDone() {
        var one = filled("{'projects':{'project_id':'<ADAS>','title':'one of many'}}");
        refused(
                "a list has at most 1000 queries (setting query.max-queries), not 1001",
                error(ada(), "[" + String.join(",", Collections.nCopies(1001, one)) + "]", "[]"));
        assertNotEquals(
                "one of many",
                answer(ada(), filled("{'projects':{'project_id':'<ADAS>','title':null}}"), "[]")
                        .at("/projects/title")
                        .asText());
    }

    @Test
    void nobodyAndProjectsAreRefused() {
        var get = json("{'query':{'projects':{'title':null}}}");
        var set = json("{'query':{'projects':{'title':'x'}}}");
        refused(
                "FATAL: anonymous get queries not allowed for table 'projects'",
                post(TestCallers.nobody(), "/v2/user-query", get).path("error").asText());
        refused(
                "FATAL: no anonymous set queries",
                post(TestCallers.nobody(), "/v2/user-query", set).path("error").asText());
        refused(
                "the key of a project cannot be used for queries; use the key of an account that is on the project",
                post(TestCallers.project(Rows.ADAS), "/v2/user-query", get)
                        .path("error")
                        .asText());
    }

    @Test
    void whatIsLongIsNotRepeatedInFull() {
        var longText = "x".repeat(40_000);
        for (var query : new String[] {
            "{'" + longText + "':{'title':null}}",
            "{'projects':{'" + longText + "':null}}",
            "{'projects':{'project_id':'" + longText + "','title':null}}"
        }) {
            var error = error(ada(), query);
            assertTrue(error.length() <= 1001, error.length() + " characters");
            assertTrue(error.endsWith("…"), error.substring(0, 100));
        }
    }

    @Test
    void manyResponsesAreRefused() {
        refused(
                "multi_response queries aren't supported",
                post(ada(), "/events/query", json("{'query':{'projects':{'title':null}},'multi_response':true}"))
                        .path("error")
                        .asText());
    }

    /// Apostrophes of the table above stand for quotation marks where the text has those.
    private static void refused(String expected, String actual) {
        assertEquals(expected.replace('`', '\''), actual == null ? null : actual.replace('"', '\''));
    }
}
