package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.kit.testing.TestCallers;
import org.junit.jupiter.api.Test;

/// With a mail server: what arrives there, and what its links do.
@QuarkusTest
@TestProfile(MailHost.Profile.class)
class MailTest extends AccountsTest {
    private static final String NEW_PASSWORD = "quartz-Lagoon-17-otter";
    private static final Pattern RESET = Pattern.compile("https://calque.example.org/auth/password-reset/(\\w{32})");
    private static final Pattern VERIFY =
            Pattern.compile("https://calque.example.org/auth/verify-email\\?email=(\\S+?)&token=(\\w{32})");

    static List<MimeMessage> mailsTo(String email) {
        return Arrays.stream(MailHost.server().getReceivedMessages())
                .filter(mail -> isTo(mail, email))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String email) {
        try {
            return Arrays.stream(mail.getAllRecipients())
                    .anyMatch(it -> it.toString().equals(email));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String group(Pattern pattern, int group, MimeMessage mail) {
        var found = pattern.matcher(
                GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "="));
        assertTrue(found.find(), () -> "no link in " + GreenMailUtil.getWholeMessage(mail));
        return found.group(group);
    }

    static List<MimeMessage> awaitMails(String email, int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(email).size() >= number);
        return mailsTo(email);
    }

    @Test
    void aLinkSetsANewPasswordOnceAndEndsAllSessions() throws SQLException, MessagingException {
        var email = freshEmail();
        var id = create(email);
        awaitMails(email, 1);
        var cookie = route(TestCallers.nobody(), "auth/sign-in", Map.of("email", email, "password", PASSWORD))
                .extract()
                .cookie("remember_me");
        route(TestCallers.nobody(), "auth/password-reset", Map.of("email", email.toUpperCase()))
                .body("success", is("Password reset email successfully sent to " + email + "."));
        var mail = awaitMails(email, 2).get(1);
        assertEquals("Set a new password for Calque", mail.getSubject());
        var secret = group(RESET, 1, mail);
        assertEquals("0", ask("select count(*) from mails where mails::text like '%' || ? || '%'", secret));
        redeem(secret, "short").body("error", is("password is too short"));
        redeem(secret, "password123").body("error", startsWith("Password is too weak."));
        redeem("nonsense", NEW_PASSWORD).body("error", is("Password reset no longer valid."));
        redeem(secret, NEW_PASSWORD).body("account_id", is(id.toString())).cookie("remember_me", notNullValue());
        redeem(secret, NEW_PASSWORD).body("error", is("Password reset no longer valid."));
        lookUp("session", cookie).statusCode(404);
        route(TestCallers.nobody(), "auth/sign-in", Map.of("email", email, "password", NEW_PASSWORD))
                .body("account_id", is(id.toString()));
    }

    private static io.restassured.response.ValidatableResponse redeem(String secret, String password) {
        return route(
                TestCallers.nobody(),
                "auth/redeem-password-reset",
                Map.of("passwordResetId", secret, "password", password));
    }

    @Test
    void aLinkOfTheOldApiWorksForAnHour() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        event(TestCallers.nobody(), "forgot_password", Map.of("email_address", email))
                .body("event", is("forgot_password_response"))
                .body("error", is(false));
        var code = group(
                RESET,
                1,
                awaitMails(email, 2).stream()
                        .filter(mail -> GreenMailUtil.getWholeMessage(mail).contains("password-reset"))
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                "t",
                ask(
                        "select bool_and(expire between now() + interval '59 minutes' and now() + interval '1 hour')"
                                + " from password_resets where account_id = ?",
                        id));
        useCode(code, "five5").body("error", is("Password must be between 6 and 64 characters in length."));
        useCode(code, "six666")
                .body("event", is("reset_forgot_password_response"))
                .body("error", is(false));
        useCode(code, "six666").body("error", is("Password reset request is no longer valid."));
    }

    private static io.restassured.response.ValidatableResponse useCode(String code, String password) {
        return event(
                TestCallers.nobody(), "reset_forgot_password", Map.of("reset_code", code, "new_password", password));
    }

    @Test
    void whoSignsUpIsMailedALinkThatVerifiesTheAddress() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        var mail = awaitMails(email, 1).getFirst();
        var token = group(VERIFY, 2, mail);
        verify(email, "0123456789abcdef").body("error", is("tokens do not match"));
        verify(email, token).body("", is(Map.of()));
        verify(email, token).body("", is(Map.of()));
        assertEquals(
                "t",
                ask("select jsonb_exists(email_address_verified, ?) from accounts where account_id = ?", email, id));
        route(TestCallers.account(id), "accounts/send-verification-email", Map.of())
                .body("status", is("success"));
        awaitMails(email, 2);
    }

    private static io.restassured.response.ValidatableResponse verify(String email, String token) {
        return route(TestCallers.nobody(), "auth/redeem-verify-email", Map.of("email_address", email, "token", token));
    }

    @Test
    void whatTheServerDoesNotTakeIsSentOnceItDoes() throws SQLException {
        var email = freshEmail();
        create(email);
        awaitMails(email, 1);
        MailHost.close();
        try {
            route(TestCallers.nobody(), "auth/password-reset", Map.of("email", email))
                    .body("error", startsWith("Sending password reset email failed -- "));
            route(SOMEBODY.admin(), "admin/mails", Map.of())
                    .body("delivered", is(true))
                    .body("response.findAll { it.email_address == '" + email + "' }", hasSize(1))
                    .body("response.find { it.email_address == '" + email + "' }.error", notNullValue());
        } finally {
            MailHost.open();
        }
        sql("update mails set due = now() where email_address = ? and state = 'waiting'", email);
        var mail = awaitMails(email, 1).getFirst();
        redeem(group(RESET, 1, mail), NEW_PASSWORD).body("account_id", notNullValue());
    }

    /// A service that died after the commit and before it sent leaves just this row.
    @Test
    void whatACrashLeftIsSentOnce() throws SQLException {
        var email = freshEmail();
        var id = create(email);
        awaitMails(email, 1);
        sql(
                "insert into mails (kind, account_id, email_address, created, due, tries)"
                        + " values ('password_reset', ?, ?, now(), now(), 1)",
                id,
                email);
        awaitMails(email, 2);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask("select count(*) from mails where account_id = ? and state <> 'sent'", id)
                        .equals("0"));
        assertEquals(2, mailsTo(email).size());
    }

    @Test
    void aMailForAnAddressThatWasChangedIsNotSent() throws SQLException {
        var id = create(freshEmail());
        sql(
                "insert into mails (kind, account_id, email_address, created, due)"
                        + " values ('verify_email', ?, 'former." + UUID.randomUUID() + "@example.org', now(), now())",
                id);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask("select count(*) from mails where account_id = ? and state = 'failed'", id)
                        .equals("1"));
        assertThatErrorTells(id);
    }

    private void assertThatErrorTells(UUID id) throws SQLException {
        org.hamcrest.MatcherAssert.assertThat(
                ask("select error from mails where account_id = ? and state = 'failed'", id),
                containsString("another address"));
    }
}
