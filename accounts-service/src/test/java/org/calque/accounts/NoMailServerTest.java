package org.calque.accounts;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// Without a mail server nothing pretends to be sent: administrators see what waits, and make the links.
@QuarkusTest
class NoMailServerTest extends AccountsTest {
    private static final String NOT_SENT = "Sending password reset email failed -- this site sends no mail";

    private static ValidatableResponse ask(String email, String address) {
        return route(TestCallers.nobody().at(address), "auth/password-reset", Map.of("email", email));
    }

    private int waiting(String email, String kind) {
        return route(SOMEBODY.admin(), "admin/mails", Map.of())
                .body("delivered", is(false))
                .extract()
                .path("response.find { it.email_address == '" + email + "' && it.kind == '" + kind + "' }.id");
    }

    @Test
    void anAdministratorMakesTheLinkThatCouldNotBeMailed() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        ask(email, "2001:db8:100::1").body("error", startsWith(NOT_SENT));
        int mail = waiting(email, "password_reset");
        String link = route(SOMEBODY.admin(), "admin/mails", Map.of("action", "link", "id", mail))
                .body("link", matchesPattern("http://127\\.0\\.0\\.1:8080/auth/password-reset/\\w{32}"))
                .body("expires", notNullValue())
                .extract()
                .path("link");
        route(
                        TestCallers.nobody(),
                        "auth/redeem-password-reset",
                        Map.of(
                                "passwordResetId",
                                link.substring(link.lastIndexOf('/') + 1),
                                "password",
                                "quartz-Lagoon-17-otter"))
                .body("account_id", is(id.toString()));
        route(SOMEBODY.admin(), "admin/mails", Map.of("action", "dismiss", "id", mail))
                .body("", is(Map.of()));
        assertEquals("1", ask("select count(*) from audit where event = 'mail_dismissed' and target = ?", id));
        route(SOMEBODY.admin(), "admin/mails", Map.of("action", "link", "id", mail))
                .body("error", is("no waiting mail with id " + mail));
        route(SOMEBODY.admin(), "admin/mails", Map.of()).body("response.findAll { it.id == " + mail + " }", hasSize(0));
    }

    @Test
    void signingUpLeavesNoMailBehindThatNobodyWaitsFor() throws SQLException {
        var id = create(freshEmail());
        assertEquals("0", ask("select count(*) from mails where account_id = ?", id));
    }

    @Test
    void othersSeeNoMailsAndMakeNoLinks() {
        var email = freshEmail();
        var id = create(email);
        route(TestCallers.account(id), "accounts/send-verification-email", Map.of())
                .body("error", startsWith("this site sends no mail"));
        int mail = waiting(email, "verify_email");
        route(TestCallers.nobody(), "admin/mails", Map.of()).body("error", is("must be signed in"));
        route(SOMEBODY, "admin/mails", Map.of("action", "link", "id", mail))
                .body("error", is("only admins can see waiting mails"));
        route(SOMEBODY.admin(), "admin/mails", Map.of("action", "burn"))
                .body("error", is("action must be get, link or dismiss"));
    }

    @Test
    void anAddressThatNobodyHasIsSaidSo() {
        var email = freshEmail();
        ask(email, "2001:db8:101::1").body("error", is("There is no account with email \"" + email + "\"."));
        event(TestCallers.nobody().at("2001:db8:101::1"), "forgot_password", Map.of("email_address", email))
                .body("event", is("forgot_password_response"))
                .body("error", is("No account with e-mail address " + email));
        event(TestCallers.nobody().at("2001:db8:101::1"), "forgot_password", Map.of("email_address", "nobody"))
                .body("error", is("Invalid email address."));
    }

    @Test
    void resetsAreThrottledForAnAddressAndForANetwork() throws SQLException {
        for (int i = 0; i < 10; i++) {
            ask(freshEmail(), "2001:db8:102::" + i).body("error", startsWith("There is no account"));
        }
        ask(freshEmail(), "2001:db8:102::99").body("error", startsWith("Too many password resets"));
        var email = freshEmail();
        for (int i = 0; i < 30; i++) {
            sql("insert into attempts (kind, subject, time) values ('RESET_EMAIL', ?, now())", email);
        }
        ask(email, "2001:db8:103::1")
                .body(
                        "error",
                        is("We recently sent multiple password resets for \"" + email
                                + "\".  Check your email or wait a while and try later."));
    }

    @Test
    void verificationRefusesWhatDoesNotFit() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        verify(email, "short").body("error", is("token is too short"));
        verify("nobody", "0123456789abcdef").body("error", is("email_address is not valid"));
        verify("nobody.at.all@example.org", "0123456789abcdef")
                .body("error", is("no account with email address nobody.at.all@example.org"));
        verify(email, "0123456789abcdef").body("error", is("no email verification configured for " + email));
        route(TestCallers.account(id), "accounts/send-verification-email", Map.of())
                .body("error", startsWith("this site sends no mail"));
        route(TestCallers.nobody(), "accounts/send-verification-email", Map.of())
                .body("error", is("must be signed in"));
        assertEquals("1", ask("select count(*) from mails where account_id = ?", id));
    }

    private static ValidatableResponse verify(String email, String token) {
        return route(TestCallers.nobody(), "auth/redeem-verify-email", Map.of("email_address", email, "token", token));
    }

    @Test
    void whoAsksForHelpIsToldHowTheOperatorSetsThatUp() {
        route(member(), "support/create-ticket", Map.of("options", Map.of("subject", "s", "body", "b")))
                .body(
                        "error",
                        is("this site takes no support tickets yet; its operator sets that up by naming an address"
                                + " (ACCOUNTS_SUPPORT_ADDRESS) and a mail server (ACCOUNTS_MAIL_HOST)"));
        route(member(), "support/tickets", Map.of()).body("tickets", hasSize(0));
    }
}
