package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

/// Invitations of people who have no account yet, where no mail is sent.
@QuarkusTest
class InvitationsTest extends AccountsTest {
    private final UUID project = UUID.randomUUID();

    private ValidatableResponse invite(TestCaller by, String... to) {
        return given().spec(by.spec())
                .body(Map.of("project_id", project, "title", "T", "text", "Come!", "to", List.of(to)))
                .post("/invitations")
                .then();
    }

    private String waiting(String email) throws SQLException {
        return ask("select count(*) from invitations where email_address = ?", email);
    }

    @Test
    void whoHasAnAccountIsNamedAndWhoHasNoneIsKept() throws SQLException {
        var email = freshEmail();
        var known = create(email);
        var unknown = freshEmail();
        var ada = member();
        invite(ada, email.toUpperCase(), unknown).statusCode(200).body("account_ids", contains(known.toString()));
        invite(ada, unknown).body("account_ids", empty());
        assertEquals("1", waiting(unknown));
        assertEquals("0", waiting(email));
        assertEquals(
                "t",
                ask(
                        "select expire between now() + interval '13 days' and now() + interval '14 days'"
                                + " from invitations where email_address = ?",
                        unknown));
        assertEquals("0", ask("select count(*) from mails where email_address = ?", unknown));
    }

    @Test
    void signingUpAndChangingTheAddressTakeTheInvitation() throws SQLException {
        var ada = member();
        var signsUp = freshEmail();
        var moves = freshEmail();
        invite(ada, signsUp, moves);
        create(signsUp);
        assertEquals("0", waiting(signsUp));
        var grace = member();
        route(grace, "accounts/set-email-address", Map.of("email_address", moves, "password", PASSWORD))
                .body("status", is("success"));
        assertEquals("0", waiting(moves));
    }

    @Test
    void whatIsTooOldIsNotCarriedOut() throws SQLException {
        var email = freshEmail();
        invite(member(), email);
        sql("update invitations set expire = now() where email_address = ?", email);
        create(email);
        assertEquals("1", waiting(email));
    }

    @Test
    void whatIsNoAddressInvitesNobody() throws SQLException {
        var email = freshEmail();
        invite(member(), email, "nobody").statusCode(400).body("error", is("invalid email address 'nobody'"));
        assertEquals("0", waiting(email));
        invite(TestCallers.nobody(), email).statusCode(403);
        invite(TestCallers.project(project), email).statusCode(403);
    }

    @Test
    void anAccountInvitesOnlySoManyAddresses() {
        var ada = member();
        var many = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            many.add(freshEmail());
        }
        invite(ada, many.toArray(String[]::new)).statusCode(200);
        invite(ada, freshEmail())
                .statusCode(429)
                .body("error", is("an account may invite at most 100 addresses within 60 minutes; try again later"));
        invite(member(), freshEmail()).statusCode(200);
    }

    @Test
    void aClientMayAskWhatTheSiteIs() {
        route(TestCallers.nobody(), "customize", Map.of())
                .body("siteName", is("Calque"))
                .body("emailSignup", is(true))
                .body("strategies", empty());
        route(TestCallers.nobody(), "customize", Map.of("fields", List.of("dns")))
                .body("", is(Map.of("dns", "127.0.0.1")));
    }
}
