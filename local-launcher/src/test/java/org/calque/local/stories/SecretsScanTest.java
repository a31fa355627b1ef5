package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.calque.local.RunningSystem;
import org.calque.local.stories.SeenSecrets.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When all stories have been told, nothing that was secret in them stands anywhere in what the system has left: no
/// table, topic, log, file or command line. The system itself is searched for its own secrets too: the passwords of the
/// database's roles, which reach the services by their environment, and the key that signs internal tokens.
///
/// Secrets may stand in the files that exist to hold them: `api-key` and `secrets/admin-password` are how the operator
/// gets in, the others below `secrets` are what the parts are started with. Only their owner may read them.
@Order(Integer.MAX_VALUE)
class SecretsScanTest {
    private static RunningSystem system;

    @BeforeAll
    static void seeSecretsOfEveryKind() throws IOException {
        system = RunningSystem.shared();
        var admin = new Client(system.baseUrl(), system.adminKey());
        var person = World.person(admin, "Sybil", "Secret");
        person.client().withKey(null).v2("auth/sign-in", "email", person.email(), "password", person.password());
        admin.call("user_auth", "account_id", person.accountId(), "password", "")
                .expect("user_auth_token");
        followLinks(admin, person);
        admin.v2("admin/registration-tokens", "action", "create", "descr", "of the scan", "disabled", true);
        for (var file : system.secretFiles()) {
            var name = file.getFileName().toString();
            Files.readString(file)
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(line -> SeenSecrets.remember(kindOf(name), line));
        }
    }

    /// Both links are used, so that their secrets have gone every way that they can go.
    private static void followLinks(Client admin, World.Person person) {
        var visitor = admin.withKey(null);
        var reset = admin.v2("admin/reset-password", "account_id", person.accountId())
                .text("link");
        var password = "aPt7 " + UUID.randomUUID();
        visitor.v2("auth/redeem-password-reset", "password", password, "passwordResetId", after('/', reset));
        for (var mail : admin.v2("admin/mails").json().path("response")) {
            if (mail.path("email_address").asText().equals(person.email())) {
                var link = admin.v2(
                                "admin/mails",
                                "action",
                                "link",
                                "id",
                                mail.path("id").asLong())
                        .text("link");
                visitor.v2("auth/redeem-verify-email", "email_address", person.email(), "token", after('=', link));
            }
        }
    }

    private static String after(char last, String link) {
        return link.substring(link.lastIndexOf(last) + 1);
    }

    private static Kind kindOf(String secretFile) {
        return switch (secretFile) {
            case "api-key" -> Kind.KEY;
            case "admin-password" -> Kind.PASSWORD;
            case "signing-key.pem", "copy-key.pem" -> Kind.SIGNING_KEY;
            default -> Kind.DATABASE_PASSWORD;
        };
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RESET", "VERIFICATION", "REGISTRATION"},
            mode = EnumSource.Mode.EXCLUDE)
    void secretsOfThisKindWereSeen(Kind kind) {
        assertFalse(SeenSecrets.of(kind).isEmpty());
    }

    @Test
    void nothingSecretIsLeftAnywhere() throws Exception {
        var needles = new Needles();
        for (var kind : Kind.values()) {
            SeenSecrets.of(kind).forEach(it -> needles.add(kind + " " + it, it));
        }
        var found = new TreeMap<String, TreeSet<String>>();
        new Leftovers(system).readAll((place, content) -> {
            var here = needles.in(content);
            here.addAll(Needles.shapesIn(content));
            if (!here.isEmpty()) {
                found.put(place, here);
            }
        });
        assertEquals(Map.of(), found);
    }

    @Test
    void theFilesThatHoldSecretsAreTheirOwnersOnly() throws IOException {
        assertFalse(system.secretFiles().isEmpty());
        for (var file : system.secretFiles()) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file::toString);
        }
    }

    @Test
    void aSecretThatWasPlantedIsFoundInEveryFormAndPlace() throws Exception {
        var planted = "planted +/" + UUID.randomUUID();
        var bytes = planted.getBytes(UTF_8);
        var forms = List.of(
                planted,
                HexFormat.of().formatHex(bytes),
                URLEncoder.encode(planted, UTF_8),
                Base64.getEncoder().encodeToString(("key " + planted + ":").getBytes(UTF_8)),
                Base64.getUrlEncoder().encodeToString(bytes));
        var needles = new Needles();
        needles.add("planted", planted);
        for (var form : forms) {
            assertEquals(
                    1, needles.in(("some " + form + " text").getBytes(UTF_8)).size(), form);
        }
        new Client(system.baseUrl(), system.adminKey())
                .call("log_client_error", "error", planted)
                .expect("success");
        plantInATopic(planted);
        var log = Files.writeString(system.home().resolve("logs/planted.log"), forms.get(3));
        var places = new TreeSet<String>();
        new Leftovers(system).readAll((place, content) -> {
            if (!needles.in(content).isEmpty()) {
                places.add(place);
            }
        });
        Files.delete(log);
        assertTrue(
                places.containsAll(List.of(
                        "the table accounts.client_error_log", "the topic planted", "the file logs/planted.log")),
                places::toString);
        assertTrue(places.stream().anyMatch(it -> it.startsWith("the file kafka/")), places::toString);
        assertTrue(places.stream().anyMatch(it -> it.startsWith("the file postgres/")), places::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a sk-0123456789abcdefABCDEF.",
                "a sk_0123456789abcdefABCDEFgh.",
                "a eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlIGFuZCBzbyBvbg."
            })
    void whatLooksLikeASecretIsFoundThoughNobodyToldOfIt(String text) {
        assertEquals(1, Needles.shapesIn(text.getBytes(UTF_8)).size());
    }

    private static void plantInATopic(String planted) throws InterruptedException, ExecutionException {
        var settings = Map.<String, Object>of("bootstrap.servers", system.kafka());
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("planted", 1, (short) 1)))
                    .all()
                    .get();
            var message = new ProducerRecord<>("planted", "key", "value");
            message.headers().add("header", planted.getBytes(UTF_8));
            producer.send(message).get();
        }
    }
}
