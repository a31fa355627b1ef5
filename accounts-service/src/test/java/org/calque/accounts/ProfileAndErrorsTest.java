package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileAndErrorsTest extends AccountsTest {
    @Test
    void anybodySeesThePublicProfileOfAnAccount() throws SQLException {
        var id = create(freshEmail());
        sql("update accounts set profile = '{\"color\": \"red\", \"secret\": 1}' where account_id = ?", id);
        route(TestCallers.nobody(), "accounts/profile", Map.of("account_id", id))
                .body("profile", is(new java.util.HashMap<String, Object>() {
                    private static final long serialVersionUID = 1;

                    {
                        put("account_id", id.toString());
                        put("first_name", "Anonymous");
                        put("last_name", "User");
                        put("name", null);
                        put("color", "red");
                    }
                }));
    }

    @Test
    void theOwnProfileSaysMore() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        sql("update accounts set groups = '{admin}' where account_id = ?", id);
        route(TestCallers.account(id), "accounts/profile", Map.of())
                .body("profile", hasEntry("email_address", email))
                .body("profile", hasEntry("is_admin", true))
                .body("profile", hasEntry("is_partner", false))
                .body("profile", hasEntry("is_anonymous", false));
        route(TestCallers.nobody(), "accounts/profile", Map.of()).body("profile", anEmptyMap());
    }

    @Test
    void anUnknownAccountHasNoProfile() {
        for (String id : new String[] {UUID.randomUUID().toString(), "x"}) {
            route(SOMEBODY, "accounts/profile", Map.of("account_id", id)).body("error", is("no account with id " + id));
        }
        route(member(), "accounts/profile", Map.of()).body("profile", not(hasKey("password_hash")));
    }

    @Test
    void anErrorOfAClientIsKeptUnderTheIdOfTheRequest() throws SQLException {
        var ada = member();
        var id = UUID.randomUUID();
        var options = Map.of("id", id.toString(), "error", "it broke\0 here");
        event(ada, "log_client_error", options).body("event", is("success")).body("id", is(id.toString()));
        assertEquals("it broke\uFFFD here", ask("select error from client_error_log where id = ?", id));
        assertEquals("error", ask("select event from client_error_log where account_id = ?", ada.id()));
        assertEquals(
                "30 days",
                ask("select expire - time from client_error_log where id = ?", id)
                        .replaceFirst("^30 days.*|^720:.*", "30 days"));
        event(ada, "log_client_error", options).body("event", is("success"));
        assertEquals("2", ask("select count(*) from client_error_log where account_id = ?", ada.id()));
    }

    @Test
    void otherServicesHearWhatAccountsAreCalled() throws SQLException {
        var ada = create(freshEmail());
        sql("update accounts set first_name = 'Ada', last_name = 'Lovelace' where account_id = ?", ada);
        var gone = create(freshEmail());
        sql("update accounts set deleted = true where account_id = ?", gone);
        given().spec(SOMEBODY.spec())
                .body(Map.of("account_ids", List.of(ada, gone, "nonsense")))
                .post("/names")
                .then()
                .body("$", aMapWithSize(1))
                .body("'" + ada + "'", is(Map.of("first_name", "Ada", "last_name", "Lovelace", "unlisted", false)));
    }
}
