package org.calque.local.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTest {
    private static final String ADA = "0f0a1f8e-7f5a-439c-815a-d0f6430ce9a0";
    private static final String ADAS_ACCOUNT = "{\"accounts\":[{\"account_id\":\"" + ADA
            + "\",\"email_address\":\"ada@example.org\",\"first_name\":\"Ada\",\"last_name\":\"L\","
            + "\"groups\":[\"partner\"],\"banned\":false,\"created\":\"2026-01-01T00:00:00.000Z\"}]}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> answers = new HashMap<>(Map.of("admin/accounts", ADAS_ACCOUNT));
    private final List<String> calls = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startASystemThatAnswersWhatItIsTold() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        var path = call.getRequestURI().getPath().substring("/api/v2/".length());
        calls.add(path + " " + new String(call.getRequestBody().readAllBytes(), UTF_8) + " "
                + call.getRequestHeaders().getFirst("Authorization"));
        var answer = answers.getOrDefault(path, "{\"status\":\"success\"}").getBytes(UTF_8);
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private Map<String, String> environment() {
        return Map.of("CALQUE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/", "CALQUE_API_KEY", "k");
    }

    private int admin(String... words) {
        return admin(environment(), words);
    }

    private int admin(Map<String, String> environment, String... words) {
        out.reset();
        err.reset();
        return new Admin(
                        environment,
                        folder.resolve("api-key"),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(List.of(words));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @Test
    void helpNamesEveryCommand() {
        assertEquals(0, admin("help"));
        for (var command : List.of(
                "make-admin EMAIL",
                "remove-admin EMAIL",
                "reset-password EMAIL",
                "keys EMAIL",
                "delete-key ID",
                "ban EMAIL|ID",
                "unban EMAIL|ID",
                "tokens make",
                "audit [--since TIME]",
                "audit verify",
                "mails")) {
            assertTrue(out().contains(command), command);
        }
        assertEquals(0, admin());
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithTheUsage() {
        assertEquals(2, admin("dance"));
        assertEquals(2, admin("ban"));
        assertEquals("calque: admin ban needs more. Usage: ./calque admin ban EMAIL|ID\n", err());
        assertEquals(2, admin("ban", "ada", "grace"));
        assertTrue(err().startsWith("calque: admin ban does not know grace."));
        assertEquals(2, admin("audit", "--until"));
        assertTrue(err().startsWith("calque: admin audit needs a value after --until."));
        assertEquals(2, admin("accounts", "--admins=yes"));
        assertEquals(2, admin("audit", "--sense", "2h"));
        assertEquals(List.of(), calls);
    }

    @Test
    void anAdministratorKeepsTheOtherGroups() {
        assertEquals(0, admin("make-admin", "Ada@example.org"));
        assertEquals("ada@example.org is an administrator now\n", out());
        assertEquals(
                "admin/set-groups", calls.getLast().substring(0, calls.getLast().indexOf(' ')));
        assertTrue(calls.getLast().contains("[\"admin\",\"partner\"]"), calls.getLast());
        assertTrue(calls.getLast().endsWith("Bearer k"));
        assertEquals(0, admin("remove-admin", ADA));
        assertTrue(calls.getLast().contains("[\"partner\"]"), calls.getLast());
    }

    @Test
    void onlyTheWholeAddressIsMeant() {
        assertEquals(1, admin("ban", "ada@example.or"));
        assertEquals("calque: there is no account ada@example.or\n", err());
        assertEquals(1, calls.size());
    }

    @Test
    void aRefusalIsSaidInTheWordsOfTheSystem() {
        answers.put("accounts/ban", "{\"error\":\"only admins can ban users\"}");
        assertEquals(1, admin("ban", "ada@example.org"));
        assertEquals("calque: only admins can ban users\n", err());
        answers.put("accounts/ban", "<html>");
        assertEquals(1, admin("ban", "ada@example.org"));
        assertTrue(err().contains("does not answer as Calque does"), err());
    }

    @Test
    void nothingThatAnswersIsNotMistakenForARefusal() {
        var url = environment().get("CALQUE_URL");
        server.stop(0);
        assertEquals(1, admin("mails"));
        assertTrue(err().startsWith("calque: nothing answers at " + url.substring(0, url.length() - 1)), err());
    }

    @Test
    void theKeyOfThisMachineIsNotSentElsewhere() throws IOException {
        Files.writeString(folder.resolve("api-key"), "local\n");
        assertEquals(2, admin(Map.of("CALQUE_URL", environment().get("CALQUE_URL")), "mails"));
        assertEquals(List.of(), calls);
        var port = Integer.toString(server.getAddress().getPort());
        assertEquals(0, admin(Map.of("CALQUE_PORT", port), "tokens"));
        assertTrue(calls.getLast().endsWith("Bearer local"));
    }

    @Test
    void theLogIsReadOldestFirstWithNamesForIds() {
        answers.put(
                "admin/audit",
                "{\"entries\":[{\"seq\":8,\"time\":\"2026-11-21T08:00:01.000Z\",\"event\":\"ban\",\"actor_kind\":\"account\","
                        + "\"actor\":\"" + ADA + "\",\"details\":{}},{\"seq\":7,\"time\":\"2026-11-21T08:00:00.000Z\","
                        + "\"event\":\"sign_in\\u001b[31m\",\"actor_kind\":\"nobody\",\"target\":\"" + ADA
                        + "\",\"address\":\"192.0.2.1\",\"details\":{\"a\":1}}]}");
        assertEquals(0, admin("audit", "--event", "ban", "--limit=5", "--account", ADA));
        var lines = out().lines().toList();
        assertEquals(
                "no  time                      event         by               account          from       details",
                lines.get(0));
        assertEquals(
                "7   2026-11-21T08:00:00.000Z  sign_in?[31m  nobody           ada@example.org  192.0.2.1  {\"a\":1}",
                lines.get(1));
        assertEquals("8   2026-11-21T08:00:01.000Z  ban           ada@example.org  -                -", lines.get(2));
        assertTrue(calls.stream()
                .anyMatch(it -> it.startsWith(
                        "admin/audit {\"account_id\":\"" + ADA + "\",\"event\":\"ban\",\"limit\":\"5\"}")));
    }

    @Test
    void programsGetTheAnswerAsItIs() throws IOException {
        assertEquals(0, admin("accounts", "ada", "--admins", "--json"));
        assertEquals(Api.JSON.readTree(ADAS_ACCOUNT), Api.JSON.readTree(out()));
        assertTrue(calls.getLast().startsWith("admin/accounts {\"admin\":true,\"query\":\"ada\"}"), calls.getLast());
    }

    @Test
    void timesAreAlsoToldBackwardsFromNow() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        assertEquals("2026-11-21T06:00:00Z", AuditCommands.time("2h", now));
        assertEquals("2026-11-14T08:00:00Z", AuditCommands.time("7d", now));
        assertEquals("2026-11-21T07:59:30Z", AuditCommands.time("30s", now));
        assertEquals("2026-11-20T00:00:00Z", AuditCommands.time("2026-11-20T00:00:00Z", now));
    }

    @Test
    void aBrokenLogHasAnExitCodeOfItsOwn() {
        answers.put("admin/audit-verify", "{\"valid\":true,\"entries\":3,\"head\":\"ab\"}");
        assertEquals(0, admin("audit", "verify"));
        assertEquals("entries  3\nhead     ab\nThe chain is whole.\n", out());
        answers.put(
                "admin/audit-verify",
                "{\"valid\":false,\"entries\":3,\"head\":\"ab\",\"first_broken\":4,\"problem\":\"entry 4 is missing\"}");
        assertEquals(3, admin("audit", "verify", "--head", "ab"));
        assertTrue(calls.getLast().startsWith("admin/audit-verify {\"head\":\"ab\"}"));
        assertTrue(out().endsWith("THE LOG IS BROKEN.\n"));
        assertEquals("calque: entry 4 is missing\n", err());
        assertEquals(3, admin("audit", "verify", "--json"));
        assertFalse(out().contains("BROKEN"));
    }

    @Test
    void aRegistrationTokenIsMadeWithAllThatIsSaidOfIt() {
        answers.put(
                "admin/registration-tokens",
                "{\"response\":[{\"id\":4,\"hint\":\"phy…026\",\"counter\":0,\"limit\":null,\"token\":\"phys-2026\"}]}");
        assertEquals(0, admin("tokens", "make", "--descr", "for the physics class", "--limit", "30"));
        assertEquals("Registration token 4, shown this once:\nphys-2026\n", out());
        assertTrue(calls.getLast()
                .startsWith("admin/registration-tokens {\"action\":\"create\","
                        + "\"descr\":\"for the physics class\",\"limit\":\"30\"}"));
        assertEquals(0, admin("tokens"));
        assertTrue(out().contains("phy…026  0 of any"), out());
        assertFalse(out().contains("phys-2026"));
    }

    @Test
    void aSiteWithoutMailSaysHowLinksArePassedOn() {
        answers.put(
                "admin/mails",
                "{\"response\":[{\"id\":1,\"kind\":\"password_reset\",\"email_address\":\"a@b.c\",\"state\":\"waiting\"}],"
                        + "\"delivered\":false}");
        assertEquals(0, admin("mails"));
        assertTrue(out().contains("1   password_reset  a@b.c"), out());
        assertTrue(out().contains("./calque admin mails link ID"));
        answers.put("admin/mails", "{\"link\":\"https://x/auth/password-reset/s\"}");
        assertEquals(0, admin("mails", "link", "1"));
        assertEquals("https://x/auth/password-reset/s\n", out());
    }

    @Test
    void aPasswordIsResetByALinkThatIsShownOnce() {
        answers.put("admin/reset-password", "{\"link\":\"https://x/s\",\"expires\":\"2026-11-22T00:00:00.000Z\"}");
        assertEquals(0, admin("reset-password", "ada@example.org"));
        assertTrue(out().endsWith("until 2026-11-22T00:00:00.000Z:\nhttps://x/s\n"), out());
    }

    @Test
    void keysAreListedAndDeletedById() {
        answers.put(
                "admin/keys",
                "{\"keys\":[{\"id\":17,\"trunc\":\"sk-...000017\",\"name\":\"mine\"}],"
                        + "\"legacy_key_created\":\"2026-01-01T00:00:00.000Z\"}");
        assertEquals(0, admin("keys", "ada@example.org"));
        assertTrue(out().matches("(?s).*\n17 +sk-...000017  mine +.*"), out());
        assertTrue(out().contains("legacy-" + ADA + "  sk_...        of the older form"), out());
        assertEquals(0, admin("delete-key", "17"));
        assertEquals("key 17 is deleted\n", out());
        assertTrue(calls.getLast().contains("\"delete\"") && calls.getLast().contains("\"17\""), calls.getLast());
        assertEquals(0, admin("delete-key", "legacy-" + ADA));
        assertTrue(
                calls.getLast().contains("\"delete-legacy\"") && calls.getLast().contains(ADA), calls.getLast());
    }
}
