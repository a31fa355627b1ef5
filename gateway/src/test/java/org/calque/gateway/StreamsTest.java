package org.calque.gateway;

import static io.restassured.RestAssured.given;
import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class StreamsTest {
    private static final String CONTENT = "/api/v2/projects/files/content";

    /// Larger than any message may be.
    private static final int LARGE = 3_000_000;

    @TestHTTPResource
    URL gateway;

    @ConfigProperty(name = "CALQUE_ACCOUNTS_URL")
    String services;

    @Inject
    KeyFacts facts;

    @Test
    void aBodyLargerThanAnyMessageReachesTheService() {
        as("sk-ada")
                .contentType("application/octet-stream")
                .body(new byte[LARGE])
                .urlEncodingEnabled(false)
                .put(CONTENT + "?path=a%20b")
                .then()
                .statusCode(200)
                .body("method", is("PUT"))
                .body("path", is("/streams/projects/files/content"))
                .body("query", is("path=a%20b"))
                .body("size", is(LARGE));
    }

    /// 4096 bytes, of which each may need three letters.
    @Test
    void theLongestPathThatAFileCanHaveReachesTheService() {
        var path = "%C3%A9".repeat(2048);
        as("sk-ada")
                .urlEncodingEnabled(false)
                .get(CONTENT + "?path=" + path)
                .then()
                .statusCode(200)
                .body("query", is("path=" + path));
    }

    @Test
    void headersThatConcernTheBytesAreHandedOnAndSecretsAreNot() {
        as("sk-ada")
                .header("Range", "bytes=1-2")
                .header("If-None-Match", "\"x\"")
                .header("Last-Event-ID", "7")
                .header("X-Forwarded-User", "root")
                .header("Cookie", "theme=dark")
                .get(CONTENT)
                .then()
                .statusCode(200)
                .body("headers.range", is("bytes=1-2"))
                .body("headers.if-none-match", is("\"x\""))
                .body("headers.last-event-id", is("7"))
                .body("headers.cookie", nullValue())
                .body("headers.x-forwarded-user", nullValue())
                .body("headers.authorization", startsWith("Bearer ey"))
                .body("headers.authorization", not(containsString("sk-ada")));
    }

    @Test
    void statusAndHeadersOfAPartReachTheClient() {
        as("sk-ada")
                .get(CONTENT + "?wish=part")
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .header("ETag", "\"1\"")
                .header("Content-Disposition", "attachment")
                .body(is("cde"));
        as("sk-ada").get(CONTENT + "?wish=unchanged").then().statusCode(304);
    }

    @Test
    void whatABrowserWouldShowAsAPageOfThisSiteIsAnAttachmentAndSetsNoCookie() {
        as("sk-ada")
                .get(CONTENT + "?wish=page")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .header("Set-Cookie", nullValue());
    }

    @Test
    void aMethodWithoutARowIsRefusedAndTheOthersAreNamed() {
        as("sk-ada").delete(CONTENT).then().statusCode(405).header("Allow", "GET, PUT");
        as("sk-ada").post("/api/v2/exec/follow").then().statusCode(405).header("Allow", "GET");
    }

    @Test
    void aKeyWithoutTheScopeIsRefusedWithItsTrueStatus() {
        given().auth().preemptive().basic("sk-reader", "").get(CONTENT).then().statusCode(200);
        given().auth()
                .preemptive()
                .basic("sk-reader", "")
                .body("x")
                .put(CONTENT)
                .then()
                .statusCode(403)
                .body("error", containsString("'write'"));
    }

    @Test
    void anAnswerThatComesBeforeTheBodyIsReadReachesTheClient() {
        as("sk-ada")
                .contentType("application/octet-stream")
                .body(new byte[LARGE])
                .put(CONTENT + "?wish=early")
                .then()
                .statusCode(413)
                .body("error", is("too much"));
    }

    @Test
    void troubleOfTheServiceIsToldWithoutItsWords() {
        as("sk-ada")
                .get(CONTENT + "?wish=trouble")
                .then()
                .statusCode(503)
                .body("error", containsString("its log tells more"))
                .body(not(containsString("html")));
    }

    @Test
    void aStreamEndsWhenItsKeyDoes() throws Exception {
        var key = "sk-ada-streams";
        var request = HttpRequest.newBuilder(URI.create(gateway + CONTENT.substring(1) + "?wish=endless"))
                .header("Authorization", "Bearer " + key)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            answer.body().readNBytes(100);
            given().post(services + "/revoke?" + key).then().statusCode(200);
            facts.begin();
            assertThrows(IOException.class, () -> answer.body().transferTo(OutputStream.nullOutputStream()));
        }
    }

    /// The next call on the connection may be somebody else's, behind a proxy.
    @Test
    void aStreamThatHasEndedByItselfWhenItsKeyIsFoundToBeRevokedDoesNotTakeTheNextCallWithIt() throws Exception {
        var key = "sk-ada-ended";
        try (var connection = new Socket(gateway.getHost(), gateway.getPort())) {
            gate("close?stream=1");
            ask(connection, key, "?stream=1");
            gate("reached?stream=1");
            gate("close?" + key);
            given().post(services + "/revoke?" + key).then().statusCode(200);
            facts.begin();
            gate("reached?" + key);
            gate("open?stream=1");
            assertEquals("HTTP/1.1 200 OK", answer(connection));

            gate("close?stream=2");
            ask(connection, "sk-ada", "?stream=2");
            gate("reached?stream=2");
            gate("open?" + key);
            for (int turn = 0; turn < 20; turn++) {
                as("sk-ada").get(CONTENT).then().statusCode(200);
            }
            gate("open?stream=2");
            assertEquals("HTTP/1.1 200 OK", answer(connection));
        }
    }

    private void gate(String what) {
        given().post(services + "/gates/" + what).then().statusCode(200);
    }

    private static void ask(Socket connection, String key, String query) throws IOException {
        var request =
                "GET " + CONTENT + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads an answer whole.
    ///
    /// @return its first line; null when the connection has been closed
    private static String answer(Socket connection) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        var lines = head.toString(StandardCharsets.US_ASCII).lines().toList();
        var length = lines.stream()
                .filter(it -> it.toLowerCase().startsWith("content-length: "))
                .findFirst()
                .orElseThrow();
        connection.getInputStream().readNBytes(Integer.parseInt(length.substring("content-length: ".length())));
        return lines.getFirst();
    }
}
