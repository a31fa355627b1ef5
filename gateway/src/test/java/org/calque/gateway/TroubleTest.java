package org.calque.gateway;

import static org.calque.gateway.EventsTest.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
class TroubleTest {
    private static final String COPY =
            "{\"src_project_id\":\"a\",\"src_path\":\"b\",\"target_project_id\":\"c\",\"id\":5}";

    @TestHTTPResource("/")
    URI gateway;

    private static ValidatableResponse call(RequestSpecification as, String event, String json) {
        return as.contentType(ContentType.JSON)
                .body(json)
                .post("/api/v1/" + event)
                .then();
    }

    private static String exec(String command) {
        return "{\"project_id\":\"p\",\"command\":\"" + command + "\",\"id\":5}";
    }

    @Test
    void aServiceThatIsDownIsNamedInAMessage() {
        call(as("sk-ada"), "copy_path_between_projects", COPY)
                .statusCode(200)
                .body(
                        "event",
                        is("error"),
                        "id",
                        is(5),
                        "error",
                        is("the copy service does not answer; try again soon"));
    }

    @Test
    void aServiceThatIsDownIsAProblemForThoseWhoAskForThem() {
        call(as("sk-ada").header("Prefer", "problem-details"), "copy_path_between_projects", COPY)
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("detail", is("the copy service does not answer; try again soon"));
    }

    @Test
    void aServiceThatIsNotSetUpIsNotOffered() {
        call(as("sk-ada"), "chatgpt", "{\"text\":\"hello\",\"id\":\"i\"}")
                .statusCode(200)
                .body(
                        "event",
                        is("error"),
                        "id",
                        is("i"),
                        "error",
                        is("this server does not offer the assistant service"));
        call(as("sk-ada").header("Prefer", "problem-details"), "chatgpt", "{\"text\":\"hello\"}")
                .statusCode(501);
    }

    @Test
    void aServiceThatIsSilentIsGivenUpInTime() {
        long start = System.nanoTime();
        call(as("sk-ada"), "query", "{\"query\":{}}")
                .statusCode(200)
                .body(
                        "event",
                        is("error"),
                        "error",
                        startsWith("timeout: the query service did not answer within 1 seconds"));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 4000);
    }

    @Test
    void aServiceThatBreaksOffIsNotAskedTwice() {
        call(as("sk-ada"), "project_exec", exec("break"))
                .statusCode(200)
                .body(
                        "event",
                        is("error"),
                        "error",
                        is("the projects service broke off; what was asked for may still happen"));
    }

    @Test
    void whatAServiceDidNotMeanForClientsDoesNotReachThem() {
        call(as("sk-ada"), "project_exec", exec("html"))
                .statusCode(200)
                .contentType("application/json")
                .body("event", is("error"), "error", startsWith("something went wrong in the projects service"));
    }

    @Test
    void anAccountsServiceInTroubleIsNotAWrongKey() {
        as("sk-trouble")
                .post("/api/v1/ping")
                .then()
                .statusCode(200)
                .body("event", is("error"), "error", is("the accounts service does not answer; try again soon"));
        as("sk-trouble").post("/api/v2/projects/get").then().statusCode(200).body("error", containsString("accounts"));
    }

    @Test
    void aLongAnswerIsStreamed() {
        var answer =
                as("sk-ada").contentType(ContentType.JSON).body(exec("big")).post("/api/v1/project_exec");
        assertEquals(FakeServices.BIG, answer.asByteArray().length);
    }

    @Test
    void aLargeBodyArrivesWhole() {
        var json = "{\"project_id\":\"p\",\"path\":\"x\",\"content\":\"" + "x".repeat(900_000) + "\"}";
        call(as("sk-ada"), "write_text_file_to_project", json).statusCode(200).body("size", is(json.length()));
    }

    @Test
    void largeBodiesForWhichThereIsNoRoomTakeTurns() throws ExecutionException, InterruptedException {
        var json = "{\"project_id\":\"p\",\"path\":\"x\",\"content\":\"" + "x".repeat(900_000) + "\"}";
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(i -> clients.submit(() -> call(as("sk-ada"), "write_text_file_to_project", json)))
                    .toList();
            for (var answer : answers) {
                answer.get().statusCode(200).body("size", is(json.length()));
            }
        }
    }

    @Test
    void aBodyAboveTheLimitIsRefusedAsJsonThatNamesTheLimit() {
        call(as("sk-ada"), "write_text_file_to_project", "{\"content\":\"" + "x".repeat(1_200_000) + "\"}")
                .statusCode(413)
                .contentType("application/json")
                .body(
                        "error", is("the body is larger than 1048576 bytes (setting CALQUE_GATEWAY_MAX_BODY)"),
                        "event", nullValue());
    }

    @Test
    void aFormWithTooManyPairsIsRefused() {
        var form = "a=1&".repeat(1001);
        as("sk-ada")
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/api/v1/ping")
                .then()
                .statusCode(413)
                .body("error", containsString("1000 pairs"));
    }

    @Test
    void aBodyOfUnknownLengthIsMeasuredAsItComes() throws IOException {
        assertEquals("HTTP/1.1 200 OK", statusOf(post("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")));
        var piece = "20000\r\n" + " ".repeat(0x20000) + "\r\n";
        assertEquals(
                "HTTP/1.1 413 Request Entity Too Large",
                statusOf(post("Transfer-Encoding: chunked", piece.repeat(9) + "0\r\n\r\n")));
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedForForEver() throws IOException {
        assertEquals("HTTP/1.1 408 Request Timeout", statusOf(post("Content-Length: 100", "{")));
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldToGoOn() throws IOException {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream()
                    .write(post("Content-Length: 2\r\nExpect: 100-continue", "").getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 100 Continue", firstLine(socket));
        }
    }

    @Test
    void aConnectionServesTheNextRequestAfterARefusalThatDidNotReadTheBody() throws IOException {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            var body = "x".repeat(50_000);
            var refused = "POST /api/v1/ping HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + body;
            var next =
                    "POST /api/v1/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer sk-ada\r\n\r\n";
            socket.getOutputStream().write((refused + next).getBytes(StandardCharsets.US_ASCII));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answers.startsWith("HTTP/1.1 400 Bad Request"));
            assertTrue(answers.contains("\"event\":\"pong\""));
        }
    }

    private static String post(String headers, String body) {
        return "POST /api/v1/ping HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk-ada\r\n"
                + "Content-Type: application/json\r\n" + headers + "\r\n\r\n" + body;
    }

    private String statusOf(String request) throws IOException {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return firstLine(socket);
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\r' && c >= 0;
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
