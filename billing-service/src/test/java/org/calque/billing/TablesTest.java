package org.calque.billing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is set through the query language, and by whom.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@TestProfile(BillingTest.WithProjectsBeside.class)
class TablesTest {
    @Inject
    AgroalDataSource database;

    private final UUID ada = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();
    private final TestCaller admin = TestCallers.account(UUID.randomUUID()).admin();

    private static ValidatableResponse set(TestCaller caller, String table, String row) {
        return given().spec(caller.spec())
                .body(row.replace('\'', '"'))
                .post("/tables/" + table)
                .then();
    }

    private String stored(String sql, Object key) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setObject(1, key);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site_licenses",
                "crm_purchases",
                "crm_statements",
                "crm_purchase_quotas",
                "crm_subscriptions",
                "manager_site_licenses"
            })
    void nobodyButAdministratorsChangesWhatIsTheirs(String table) {
        var words = table.startsWith("manager") ? "you must be a manager" : "FATAL: user must be an admin";
        for (var caller : new TestCaller[] {
            TestCallers.account(ada),
            TestCallers.account(ada).admin().withScopes("read", "write"),
            TestCallers.project(UUID.randomUUID()),
            TestCallers.nobody()
        }) {
            set(caller, table, "{'id':'" + id + "'}").body("error", startsWith(words));
        }
    }

    @Test
    void aLicenseIsMadeOnceAndThenChangedColumnByColumn() throws SQLException {
        set(admin, "site_licenses", "{'id':'%s','title':'a','quota':{'cpu':1},'managers':['%s']}".formatted(id, ada))
                .body("$", anEmptyMap());
        set(admin, "site_licenses", "{'id':'%s','quota':{'ram':2},'run_limit':3}".formatted(id))
                .body("$", anEmptyMap());
        assertEquals(
                "a {\"cpu\": 1, \"ram\": 2} 3 {" + ada + "}",
                stored("select concat_ws(' ', title, quota, run_limit, managers) from site_licenses where id = ?", id));
        set(admin, "site_licenses", "{'id':'%s','title':null}".formatted(id)).body("$", anEmptyMap());
        assertNull(stored("select title from site_licenses where id = ?", id));
    }

    @Test
    void aManagerChangesWhatItMayAndCannotTurnOutTheBuyer() throws SQLException {
        var row = "{'id':'%s','managers':['%s','%s'],'info':{'purchased':{'account_id':'%s'}}}"
                .formatted(id, ada, id, id);
        set(admin, "site_licenses", row).body("$", anEmptyMap());
        var manager = TestCallers.account(ada);
        set(manager, "manager_site_licenses", "{'id':'%s','title':'mine'}".formatted(id))
                .body("$", anEmptyMap());
        assertEquals("mine", stored("select title from site_licenses where id = ?", id));
        set(manager, "manager_site_licenses", "{'id':'%s','managers':['%s']}".formatted(id, ada))
                .body("error", is("you cannot remove as manager the person who originally purchased the license"));
        set(manager, "manager_site_licenses", "{'id':'%s','run_limit':99}".formatted(id))
                .body("error", is("FATAL: changing manager_site_licenses.run_limit not allowed"));
        set(manager, "manager_site_licenses", "{'id':'%s','managers':['%s']}".formatted(id, id))
                .body("$", anEmptyMap());
        set(manager, "manager_site_licenses", "{'id':'%s','title':'again'}".formatted(id))
                .body("error", is("you must be a manager of the license to change it"));
    }

    @Test
    void whatPostgresCannotTakeIsRefusedInItsWords() {
        set(admin, "crm_purchase_quotas", "{'account_id':'%s','service':'x','value':5}".formatted(ada))
                .body("$", anEmptyMap());
        set(admin, "crm_purchase_quotas", "{'account_id':'%s','service':'x','value':6}".formatted(ada))
                .body("error", startsWith("postgresql error: duplicate key value violates unique constraint"));
        set(admin, "crm_purchase_quotas", "{'account_id':'nobody','service':'x'}")
                .body("error", is("postgresql error: invalid input syntax for type uuid: \"nobody\""));
        set(admin, "crm_purchases", "{'id':4711,'notes':'x'}").body("error", is("FATAL: unknown id '4711'"));
        set(admin, "crm_purchases", "{'notes':'x'}").body("error", is("FATAL: must specify crm_purchases.id"));
    }
}
