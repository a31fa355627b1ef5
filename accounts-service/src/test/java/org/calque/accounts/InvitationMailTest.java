package org.calque.accounts;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

/// What arrives at those who are invited.
@QuarkusTest
@TestProfile(MailHost.Profile.class)
class InvitationMailTest extends AccountsTest {
    private static void invite(TestCaller by, UUID project, String text, String to) {
        given().spec(by.spec())
                .body(Map.of("project_id", project, "title", "Numbers", "text", text, "to", java.util.List.of(to)))
                .post("/invitations")
                .then()
                .statusCode(200);
    }

    private TestCaller ada() throws SQLException {
        var id = create(freshEmail());
        sql("update accounts set first_name = 'Ada', last_name = 'Lovelace' where account_id = ?", id);
        return TestCallers.account(id);
    }

    private static String text(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
    }

    @Test
    void anInvitationSaysWhoWritesAndHoldsNothingThatRuns() throws Exception {
        var email = freshEmail();
        invite(ada(), UUID.randomUUID(), "<script>alert(1)</script><b>Come</b> & see\r\nBcc: all@example.org", email);
        var mail = MailTest.awaitMails(email, 1).getFirst();
        assertEquals("Ada Lovelace invites you to work on the project \"Numbers\" at Calque.", mail.getSubject());
        assertTrue(text(mail).contains("https://calque.example.org/auth/sign-up"), text(mail));
        assertTrue(text(mail).contains("Come &amp; see"), text(mail));
        assertFalse(text(mail).contains("<script"), text(mail));
        assertNull(mail.getHeader("Bcc"));
        assertNull(mail.getHeader("Reply-To"));
    }

    @Test
    void answersGoToAnAddressThatIsKnownToBeTheWriters() throws Exception {
        var ada = ada();
        sql(
                "update accounts set email_address_verified = jsonb_build_object(email_address, now())"
                        + " where account_id = ?",
                ada.id());
        var email = freshEmail();
        invite(ada, UUID.randomUUID(), "Come", email);
        var mail = MailTest.awaitMails(email, 1).getFirst();
        assertEquals(
                ask("select email_address from accounts where account_id = ?", ada.id()),
                mail.getHeader("Reply-To")[0]);
    }

    @Test
    void anAddressIsMailedAboutAProjectOnceAWeekAndNotTooOftenInAll() throws SQLException {
        var ada = ada();
        var email = freshEmail();
        var project = UUID.randomUUID();
        invite(ada, project, "1", email);
        invite(ada, project, "2", email);
        assertEquals("1", mails(email));
        sql("update mails set created = now() - interval '8 days' where email_address = ?", email);
        invite(ada, project, "3", email);
        assertEquals("2", mails(email));
        for (var i = 0; i < 10; i++) {
            invite(ada, UUID.randomUUID(), "more", email);
        }
        assertEquals("6", mails(email));
    }

    private String mails(String email) throws SQLException {
        return ask("select count(*) from mails where email_address = ?", email);
    }

    @Test
    void whoWasAddedIsTold() throws Exception {
        var email = freshEmail();
        var grace = create(email);
        MailTest.awaitMails(email, 1);
        given().spec(ada().spec())
                .body(Map.of("project_id", UUID.randomUUID(), "title", "N", "text", "Hi", "account_id", grace))
                .post("/invitations/tell")
                .then()
                .statusCode(200);
        var mail = MailTest.awaitMails(email, 2).get(1);
        assertEquals("Ada Lovelace has added you to the project \"N\" at Calque.", mail.getSubject());
    }

    @Test
    void whatSomebodyWritesWhoWasBannedIsNotSent() throws SQLException {
        var ada = ada();
        var email = freshEmail();
        sql("update accounts set banned = true where account_id = ?", ada.id());
        invite(ada, UUID.randomUUID(), "Come", email);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "failed".equals(ask("select state from mails where email_address = ?", email)));
        assertEquals(0, MailTest.mailsTo(email).size());
    }
}
