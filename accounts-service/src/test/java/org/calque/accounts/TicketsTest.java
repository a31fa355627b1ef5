package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.calque.accounts.MailTest.awaitMails;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.junit.jupiter.api.Test;

/// With a mail server and an address of those who help.
@QuarkusTest
@TestProfile(TicketsTest.Profile.class)
class TicketsTest extends AccountsTest {
    private static final String HELP = "help@example.org";

    public static class Profile extends MailHost.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("accounts.support.address", HELP, "accounts.support.per-hour", "3");
        }
    }

    private static ValidatableResponse ask(TestCaller caller, Map<String, ?> options) {
        return route(caller, "support/create-ticket", Map.of("options", options));
    }

    private static Map<String, Object> ticket(String subject, Object... more) {
        var options = new LinkedHashMap<String, Object>(Map.of("subject", subject, "body", "Since <today>.\nReally."));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    private static MimeMessage mailAbout(String subject) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> about(subject), it -> it != null);
    }

    private static MimeMessage about(String subject) throws MessagingException {
        for (var mail : awaitMails(HELP, 1)) {
            if (mail.getSubject().endsWith(subject)) {
                return mail;
            }
        }
        return null;
    }

    @Test
    void whatSomebodyAsksArrivesWithAllThatIsKnownAndIsListed() throws MessagingException, SQLException {
        var email = freshEmail();
        var ada = TestCallers.account(create(email));
        var subject = "broken " + UUID.randomUUID();
        var project = UUID.randomUUID();
        String url = ask(
                        ada,
                        ticket(
                                subject,
                                "type",
                                "problem",
                                "url",
                                "https://calque.example.org/projects",
                                "files",
                                List.of(Map.of("project_id", project.toString(), "path", "a b.txt")),
                                "info",
                                Map.of("browser", "Firefox")))
                .body("url", matchesPattern("mailto:help@example\\.org\\?subject=%5Bticket%20\\d+%5D%20broken%20.*"))
                .extract()
                .path("url");
        var mail = mailAbout(subject);
        assertThat(mail.getSubject(), matchesPattern("\\[ticket \\d+] " + subject));
        assertEquals(email, mail.getReplyTo()[0].toString());
        var text = GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
        for (var said : List.of(
                "Since <today>.",
                "Since &lt;today&gt;.",
                "Account: " + ada.id(),
                "Type: problem",
                "Page: https://calque.example.org/projects",
                "File: " + project + " a b.txt",
                "Firefox")) {
            assertThat(text, containsString(said));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> route(ada, "support/tickets", Map.of())
                        .body("tickets.subject", contains(subject))
                        .body("tickets[0].description", is("Since <today>.\nReally."))
                        .body("tickets[0].status", is("sent"))
                        .body("tickets[0].url", is(url)));
        route(member(), "support/tickets", Map.of()).body("tickets", is(empty()));
        route(TestCallers.nobody(), "support/tickets", Map.of())
                .body("error", is("you must be signed in to get support tickets"));
    }

    @Test
    void whoHasNoAccountSaysWhereTheAnswerGoes() throws MessagingException {
        var visitor = TestCallers.nobody().at("2001:db8:300::1");
        ask(visitor, ticket("s")).body("error", is("options.email must be specified: it is where the answer goes"));
        ask(visitor, ticket("s", "email", "nowhere")).body("error", is("options.email must be an e-mail address"));
        var subject = "from outside " + UUID.randomUUID();
        ask(visitor, ticket(subject, "email", "Visitor@Example.org")).body("url", startsWith("mailto:"));
        assertEquals("visitor@example.org", mailAbout(subject).getReplyTo()[0].toString());
    }

    @Test
    void nobodyAsksTooOften() {
        var visitor = TestCallers.nobody().at("2001:db8:301::1");
        for (int i = 0; i < 3; i++) {
            ask(visitor, ticket("again", "email", "v@example.org")).body("url", startsWith("mailto:"));
        }
        ask(visitor, ticket("again", "email", "v@example.org"))
                .body("error", is("at most 3 tickets may be written within an hour; try again later"));
    }

    @Test
    void whatIsWrongIsSaidByItsName() {
        var ada = member();
        route(ada, "support/create-ticket", Map.of()).body("error", is("options must be specified"));
        ask(ada, Map.of("body", "b")).body("error", is("options.subject must be specified"));
        ask(ada, ticket("s", "body", "x".repeat(100_001)))
                .body("error", is("options.body must have at most 100000 characters"));
        ask(ada, ticket("s\0")).body("error", is("options.subject must not contain the character with the code 0"));
        ask(ada, ticket("s", "type", 5)).body("error", startsWith("property 'type' must be a string"));
        ask(ada, ticket("s", "files", "a")).body("error", startsWith("options.files must be a list"));
        ask(ada, ticket("s", "files", List.of("a"))).body("error", startsWith("each of options.files must be"));
    }

    @Test
    void aLineOfASubjectCannotBecomeAHeader() throws MessagingException {
        var word = UUID.randomUUID().toString();
        ask(member(), ticket("a\r\nBcc: all@example.org " + word)).body("url", startsWith("mailto:"));
        assertThat(mailAbout(word).getSubject(), containsString("a Bcc: all@example.org"));
    }
}
