package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What administrators change through the query language.
@QuarkusTest
class AdminTablesTest extends AccountsTest {
    private static ValidatableResponse set(TestCaller caller, String table, String row) {
        return given().spec(caller.spec())
                .body(row.replace('\'', '"'))
                .post("/tables/" + table)
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server_settings", "crm_accounts", "registration_tokens"})
    void nobodyElseDoes(String table) throws Exception {
        var row = "{'name':'x','token':'a token','account_id':'" + UUID.randomUUID() + "'}";
        set(member(), table, row).body("error", is("FATAL: user must be an admin"));
        set(member().admin().withScopes("read", "write"), table, row).body("error", is("FATAL: user must be an admin"));
    }

    @Test
    void aSettingIsKeptUnderItsName() throws Exception {
        var admin = member().admin();
        var name = "site_name_" + UUID.randomUUID();
        set(admin, "server_settings", "{'name':'%s','value':'here'}".formatted(name))
                .body("$", anEmptyMap());
        set(admin, "server_settings", "{'name':'%s','value':'there'}".formatted(name))
                .body("$", anEmptyMap());
        assertEquals("there", ask("select value from api_site_settings where name = ?", name));
        set(admin, "server_settings", "{'name':'','value':'x'}").body("error", startsWith("postgresql error: "));
    }

    @Test
    void anAccountIsNotedNamedAndBanned() throws Exception {
        var admin = member().admin();
        var other = member().id();
        set(
                        admin,
                        "crm_accounts",
                        "{'account_id':'%s','first_name':'New','notes':'kind','banned':true,'autosave':30}"
                                .formatted(other))
                .body("$", anEmptyMap());
        assertEquals(
                "New kind t 30",
                ask(
                        "select concat_ws(' ', first_name, notes, banned, autosave) from accounts where account_id = ?",
                        other));
        set(admin, "crm_accounts", "{'account_id':'%s','notes':null,'banned':false}".formatted(other))
                .body("$", anEmptyMap());
        assertNull(ask("select notes from accounts where account_id = ?", other));
        assertEquals("f", ask("select banned from accounts where account_id = ?", other));
        set(admin, "crm_accounts", "{'account_id':'%s','notes':'x','name':'-'}".formatted(other))
                .body("error", startsWith("Error: name must contain only"));
        set(admin, "crm_accounts", "{'account_id':'%s','groups':['admin']}".formatted(other))
                .body("error", is("FATAL: changing crm_accounts.groups not allowed"));
        set(admin, "crm_accounts", "{'account_id':'%s','notes':'x','banned':true}".formatted(admin.id()))
                .body("error", is("administrators cannot ban themselves"));
        assertNull(ask("select notes from accounts where account_id = ?", admin.id()));
    }

    @Test
    void aRegistrationTokenIsNamedByItsTextAndShownByItsHint() throws Exception {
        var admin = member().admin();
        var token = "letters" + UUID.randomUUID();
        set(admin, "registration_tokens", "{'token':'%s','descr':'class','limit':5.0,'disabled':true}".formatted(token))
                .body("$", anEmptyMap());
        set(admin, "registration_tokens", "{'token':'%s','limit':6.0}".formatted(token))
                .body("$", anEmptyMap());
        var hint = "let…" + token.substring(token.length() - 3);
        assertEquals("6", ask("select \"limit\" from api_registration_tokens where token = ?", hint));
        assertNull(ask("select descr from api_registration_tokens where token = ?", token));
        set(admin, "registration_tokens", "{'token':'%s','limit':1.5}".formatted(token))
                .body("error", startsWith("FATAL: limit must be a whole number"));
        set(admin, "registration_tokens", "{'token':'abc'}").body("error", startsWith("FATAL: token must have"));
    }
}
