package org.calque.copies.webhooks;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.calque.copies.events.EventLog;
import org.calque.kit.EventStream;
import org.calque.kit.testing.FakeProjects;
import org.calque.kit.testing.TestCallers;
import org.calque.kit.testing.TestCallers.TestCaller;
import org.calque.kit.testing.TestSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tests may call 127.0.0.1, and nothing else inside. Copies that wait for their time are enough to tell of.
@QuarkusTest
@QuarkusTestResource(TestSystem.class)
@QuarkusTestResource(FakeProjects.class)
@TestProfile(WebhooksTest.Impatient.class)
class WebhooksTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var key = Files.writeString(
                        Files.createTempFile("webhook", "key"), "a key of the tests, of more than 32 characters");
                return Map.of(
                        "calque.copies.webhooks.key-file", key.toString(),
                        "calque.copies.webhooks.allowed-networks", "127.0.0.1/32",
                        "calque.copies.webhooks.attempts", "7",
                        "calque.copies.webhooks.first-pause", "PT0.02S",
                        "calque.copies.webhooks.longest-pause", "PT0.1S",
                        "calque.copies.webhooks.patience", "PT1S",
                        "calque.copies.webhooks.look-anyway", "PT0.1S");
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private record Received(String path, String id, String timestamp, String signatures, String body) {
        JsonNode json() {
            return EventStream.read(body);
        }
    }

    @Inject
    AgroalDataSource database;

    @Inject
    WebhookSettings settings;

    @Inject
    EventLog log;

    private final TestCaller ada = TestCallers.account(UUID.randomUUID());
    private final TestCaller grace = TestCallers.account(UUID.randomUUID());
    private final UUID source = FakeProjects.writable();
    private final UUID target = FakeProjects.writable();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private HttpServer endpoint;
    private String url;

    @BeforeEach
    void anEndpoint() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.createContext("/", this::take);
        endpoint.start();
        url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook?course=1";
    }

    /// Answers with the next of `statuses`, else with 200.
    private void take(HttpExchange http) throws IOException {
        var headers = http.getRequestHeaders();
        var body = new String(http.getRequestBody().readAllBytes(), UTF_8);
        var status = statuses.poll();
        if (status != null && status == 302) {
            http.getResponseHeaders().set("Location", "/elsewhere");
        }
        http.sendResponseHeaders(status == null ? 200 : status, -1);
        http.close();
        received.add(new Received(
                http.getRequestURI().toString(),
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body));
    }

    @AfterEach
    void theEndpointGoes() throws SQLException {
        endpoint.stop(0);
        execute("delete from copy_webhooks");
    }

    @Test
    void anEventIsDeliveredSignedWithTheSecretThatWasShownOnce() throws Exception {
        var created = create(ada, Map.of());
        var copy = ask(ada);
        var call = next();
        assertEquals("/hook?course=1", call.path());
        assertEquals("copy.requested", call.json().path("type").asText());
        assertEquals(copy, call.json().path("data").path("copy_id").asText());
        assertTrue(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(call.timestamp())) < 60);
        assertEquals(signature(created.get("secret"), call), call.signatures());
        untilSettled(created.get("webhook_id"))
                .body("deliveries.delivery_id", contains(call.id()))
                .body("deliveries[0].delivered", notNullValue())
                .body("deliveries[0].next_try", nullValue())
                .body("deliveries[0].status", is(200))
                .body("deliveries[0].attempts", is(1));
    }

    @Test
    void anEndpointThatFailsFiveTimesGetsTheSameDeliveryASixthTime() throws Exception {
        statuses.addAll(List.of(500, 503, 302, 404, 500));
        var webhook = create(ada, Map.of()).get("webhook_id");
        ask(ada);
        var calls = new ArrayList<Received>();
        for (int i = 0; i < 6; i++) {
            calls.add(next());
        }
        assertEquals(1, calls.stream().map(Received::id).distinct().count());
        assertEquals(1, calls.stream().map(Received::body).distinct().count());
        assertEquals(
                List.of("/hook?course=1"),
                calls.stream().map(Received::path).distinct().toList());
        untilSettled(webhook).body("deliveries.attempts", contains(6)).body("deliveries[0].delivered", notNullValue());
        assertTrue(received.isEmpty());
    }

    @Test
    void aDeliveryIsGivenUpAfterSoManyTriesAndCanBeAskedForAgain() throws Exception {
        statuses.addAll(List.of(500, 500, 500, 500, 500, 500, 500));
        var webhook = create(ada, Map.of()).get("webhook_id");
        ask(ada);
        String id = null;
        for (int i = 0; i < 7; i++) {
            id = next().id();
        }
        untilSettled(webhook)
                .body("deliveries[0].error", is("the endpoint answered with status 500"))
                .body("deliveries[0].delivered", nullValue());
        post(grace, "redeliver", Map.of("delivery_id", id)).body("error", startsWith("delivery_id not found"));
        post(ada, "redeliver", Map.of("delivery_id", id)).body("status", is("ok"));
        assertEquals(id, next().id());
        untilSettled(webhook).body("deliveries[0].delivered", notNullValue());
    }

    @Test
    void anEndpointThatIsGoneIsCalledNoMoreUntilItsSecretIsMadeAnew() throws Exception {
        statuses.add(410);
        var webhook = create(ada, Map.of()).get("webhook_id");
        ask(ada);
        next();
        untilSettled(webhook);
        post(ada, "list", Map.of()).body("webhooks[0].disabled", is("the endpoint answered with status 410"));
        post(ada, "rotate", Map.of("webhook_id", webhook)).body("webhook_id", is(webhook));
        post(ada, "list", Map.of()).body("webhooks[0].disabled", nullValue());
    }

    @Test
    void afterARotationCallsAreSignedWithBothSecrets() throws Exception {
        var created = create(ada, Map.of());
        String fresh = post(ada, "rotate", Map.of("webhook_id", created.get("webhook_id")))
                .extract()
                .path("secret");
        assertNotEquals(created.get("secret"), fresh);
        ask(ada);
        var call = next();
        assertEquals(signature(fresh, call) + " " + signature(created.get("secret"), call), call.signatures());
    }

    @Test
    void aWebhookHearsOnlyWhatItWasMadeFor() throws Exception {
        ask(ada);
        create(ada, Map.of("events", List.of("copy.cancelled"), "project_id", target));
        create(grace, Map.of());
        var elsewhere = ask(ada, FakeProjects.writable());
        cancel(elsewhere);
        var here = ask(ada);
        cancel(here);
        var call = next();
        assertEquals("copy.cancelled", call.json().path("type").asText());
        assertEquals(here, call.json().path("data").path("copy_id").asText());
        var hers = ask(grace);
        assertEquals(hers, next().json().path("data").path("copy_id").asText());
    }

    @Test
    void replicasThatDieBetweenACallAndItsNoteCallAgain() throws Exception {
        var webhook = create(ada, Map.of()).get("webhook_id");
        ask(ada);
        var id = next().id();
        untilSettled(webhook);
        // What a replica leaves behind that dies after the call: a lease that runs out.
        execute("update copy_deliveries set delivered = null, next_try = clock_timestamp() where id = '" + id + "'");
        assertEquals(id, next().id());
    }

    @Test
    void twoReplicasMakeOneDeliveryOfEachEventAndClaimItOnce() throws Exception {
        execute("insert into copy_webhooks (id, account, url, after_position) values ('" + UUID.randomUUID() + "', '"
                + ada.id() + "', 'http://127.0.0.1:1/', " + log.number() + ")");
        for (int i = 0; i < 20; i++) {
            ask(ada);
        }
        long end = log.number();
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<java.util.concurrent.Callable<Boolean>>();
            for (int i = 0; i < 4; i++) {
                made.add(() ->
                        QuarkusTransaction.requiringNew().call(() -> new Deliveries(database, settings).make(end)));
            }
            for (var one : replicas.invokeAll(made)) {
                assertFalse(one.get());
            }
        }
        // The courier of this process may be at it when the others look, and is done soon.
        var until = System.nanoTime() + LONGEST.toNanos();
        while (deliveriesOf(ada)[0] < 20 && System.nanoTime() < until) {
            new java.util.concurrent.CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
        assertEquals("[20, 20]", java.util.Arrays.toString(deliveriesOf(ada)));
    }

    /// How many there are, and of how many events.
    private long[] deliveriesOf(TestCaller caller) throws SQLException {
        try (var connection = database.getConnection();
                var count = connection.prepareStatement("select count(*), count(distinct position)"
                        + " from copy_deliveries d join copy_webhooks w on w.id = d.webhook_id where w.account = ?")) {
            count.setObject(1, caller.id());
            try (var row = count.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/",
                "http://localhost6.invalid/",
                "http://[::1]/",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/",
                "http://192.168.1.1:8080/",
                "http://[::ffff:10.0.0.1]/",
                "http://0.0.0.0/",
                "http://2130706434/",
            })
    void machinesInsideAreNotCalled(String inside) throws Exception {
        post(ada, "create", Map.of("url", inside)).body("error", startsWith("url "));
        // A name may have become one of a machine inside since it was looked at.
        var id = UUID.randomUUID();
        execute("insert into copy_webhooks (id, account, url, after_position) values ('" + id + "', '" + ada.id()
                + "', '" + inside + "', " + log.number() + ")");
        ask(ada);
        var delivery = untilSettled(id.toString());
        delivery.body("deliveries[0].status", nullValue())
                .body("deliveries[0].delivered", nullValue())
                .body("deliveries[0].attempts", is(7))
                .body("deliveries[0].error", not("the endpoint does not answer"));
    }

    @Test
    void anEndpointThatIsSilentIsTriedAgainAndKeepsNoOtherWaiting() throws Exception {
        try (var silent = new java.net.ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var slow = create(ada, Map.of("url", "http://127.0.0.1:" + silent.getLocalPort()))
                    .get("webhook_id");
            create(ada, Map.of());
            ask(ada);
            next();
            deliveries(slow).body("deliveries[0].delivered", nullValue());
        }
    }

    @Test
    void nobodyReachesTheWebhooksOfOthersAndNoAnswerShowsASecretAgain() {
        var created = create(ada, Map.of());
        var webhook = created.get("webhook_id");
        for (var deed : List.of("delete", "rotate", "deliveries")) {
            post(grace, deed, Map.of("webhook_id", webhook)).body("error", is("webhook_id not found"));
            post(TestCallers.nobody(), deed, Map.of("webhook_id", webhook)).body("error", is("must be signed in"));
            post(ada, deed, Map.of("webhook_id", "x")).body("error", is("webhook_id must be a valid uuid"));
            post(ada.onlyIn(source), deed, Map.of("webhook_id", webhook))
                    .body("error", is("webhooks are not for an API key that is limited to projects"));
        }
        post(grace, "list", Map.of()).body("webhooks", empty());
        var listed = post(ada, "list", Map.of())
                .body("webhooks.url", contains(url))
                .extract()
                .asString();
        assertFalse(listed.contains(created.get("secret").substring(6)), listed);
        post(ada, "delete", Map.of("webhook_id", webhook)).body("status", is("ok"));
        post(ada, "list", Map.of()).body("webhooks", empty());
    }

    @Test
    void secretsAreDifferentAndNotInTheDatabase() throws Exception {
        var secrets = new HashSet<String>();
        secrets.add(create(ada, Map.of()).get("secret"));
        secrets.add(create(ada, Map.of()).get("secret"));
        assertEquals(2, secrets.size());
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select w::text from copy_webhooks w");
                var row = select.executeQuery()) {
            while (row.next()) {
                for (var secret : secrets) {
                    assertFalse(row.getString(1).contains(secret.substring(6)));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url        |                      | url must be specified",
                "url        | ftp://example.com/   | url must begin with http:// or https:// and name a host",
                "url        | http://a:b@127.0.0.1 | url must not hold a user name or password",
                "url        | http://127.0.0.1:0/  | url must name a port from 1 to 65535",
                "url        | http:// x            | url cannot be read",
                "url        | http://no.invalid/   | url names the host 'no.invalid', which is not known",
                "project_id | x                    | project_id must be a valid uuid",
            })
    void whatCannotBeAWebhookIsRefusedByName(String option, String value, String words) {
        var body = new HashMap<String, Object>(Map.of("url", url));
        body.put(option, value == null ? "" : value);
        post(ada, "create", body).body("error", startsWith(words));
        post(ada, "create", Map.of("url", url, "events", List.of("copy.eaten")))
                .body("error", startsWith("events may hold copy.requested, "));
    }

    @Test
    void anAccountHasSoManyWebhooksAndNoMore() {
        for (int i = 0; i < 20; i++) {
            create(ada, Map.of());
        }
        post(ada, "create", Map.of("url", url)).body("error", is("you may have at most 20 webhooks"));
        post(ada, "deliveries", Map.of("webhook_id", UUID.randomUUID(), "limit", 1001))
                .body("error", is("limit must be from 1 to 1000, but is 1001"));
    }

    private Received next() throws InterruptedException {
        var call = received.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertTrue(call != null, "nobody calls");
        return call;
    }

    /// Verified as receivers do, from nothing but the call and the secret.
    private static String signature(String secret, Received call) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = call.id() + "." + call.timestamp() + "." + call.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    private Map<String, String> create(TestCaller caller, Map<String, Object> options) {
        var body = new HashMap<String, Object>(Map.of("url", url));
        body.putAll(options);
        return post(caller, "create", body)
                .body("error", nullValue())
                .extract()
                .jsonPath()
                .getMap("$");
    }

    private ValidatableResponse untilSettled(String webhook) throws InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var now = deliveries(webhook);
            List<Object> all = now.extract().path("deliveries");
            if (!all.isEmpty() && now.extract().path("deliveries[0].next_try") == null) {
                return now;
            }
            assertTrue(System.nanoTime() < end, "nothing is settled");
            new java.util.concurrent.CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private ValidatableResponse deliveries(String webhook) {
        return post(ada, "deliveries", Map.of("webhook_id", webhook));
    }

    private static ValidatableResponse post(TestCaller caller, String deed, Map<String, Object> body) {
        return given().spec(caller.spec())
                .body(body)
                .post("/v2/copies/webhooks/" + deed)
                .then()
                .statusCode(200);
    }

    private String ask(TestCaller caller) {
        return ask(caller, target);
    }

    private String ask(TestCaller caller, UUID into) {
        return given().spec(caller.spec())
                .body(Map.of(
                        "src_project_id",
                        source,
                        "src_path",
                        "f",
                        "target_project_id",
                        into,
                        "scheduled",
                        "2099-01-02T03:04:05Z"))
                .post("/events/copy_path_between_projects")
                .then()
                .body("event", is("copy_path_between_projects_response"))
                .extract()
                .path("copy_path_id");
    }

    private void cancel(String copy) {
        given().spec(ada.spec())
                .body(Map.of("copy_id", copy))
                .post("/v2/copies/cancel")
                .then()
                .body("status", is("ok"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
