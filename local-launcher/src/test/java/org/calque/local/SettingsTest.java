package org.calque.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path ROOT = Path.of("/checkout");

    @Test
    void withoutVariablesThereAreDefaults() {
        var settings = Settings.from(ROOT, Map.of("CALQUE_HOME", "", "CALQUE_PORT", " "));
        assertEquals(Path.of("/checkout/.calque"), settings.home());
        assertEquals("http://127.0.0.1:8080", settings.url());
        assertEquals(Optional.empty(), settings.database());
        assertEquals(Optional.empty(), settings.kafkaBootstrap());
    }

    @Test
    void allPortsFollowTheFirst() {
        var ports = new Ports(9000);
        assertEquals(9005, ports.http(Service.BILLING));
        assertEquals(9010, ports.management(Service.GATEWAY));
        assertEquals(9022, ports.kafkaController());
    }

    @Test
    void aPortThatIsNoneIsAClearComplaint() {
        for (var port : new String[] {"eighty", "0", "65530"}) {
            var e = assertThrows(Complaint.class, () -> Settings.from(ROOT, Map.of("CALQUE_PORT", port)));
            assertTrue(e.getMessage().contains("CALQUE_PORT"), e.getMessage());
        }
    }

    @Test
    void aPortInUseIsNamedWithThePartAndTheVariable() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = Settings.from(ROOT, Map.of("CALQUE_PORT", String.valueOf(taken.getLocalPort())));
            var e = assertThrows(Complaint.class, () -> settings.ports().mustBeFree(settings));
            assertTrue(
                    e.getMessage().startsWith("port " + taken.getLocalPort() + " (gateway) is in use"), e.getMessage());
            assertTrue(e.getMessage().contains("CALQUE_PORT"), e.getMessage());
        }
    }

    @Test
    void userAndPasswordAreTakenOutOfTheAddressOfADatabase() {
        var settings = Settings.from(
                ROOT,
                Map.of("CALQUE_DATABASE_URL", "jdbc:postgresql://db:5432/calque?user=eve&ssl=true&password=a%26b"));
        assertEquals(
                new ExternalDatabase(
                        "jdbc:postgresql://db:5432/calque?ssl=true", Optional.of("eve"), Optional.of("a&b")),
                settings.database().orElseThrow());
    }

    @Test
    void userAndPasswordMayStandInVariablesOfTheirOwn() {
        var environment = new HashMap<>(Map.of("CALQUE_DATABASE_URL", "jdbc:postgresql://db/calque"));
        environment.put("CALQUE_DATABASE_USER", "eve");
        environment.put("CALQUE_DATABASE_PASSWORD", "secret");
        assertEquals(
                new ExternalDatabase("jdbc:postgresql://db/calque", Optional.of("eve"), Optional.of("secret")),
                Settings.from(ROOT, environment).database().orElseThrow());
    }

    @Test
    void anAddressThatIsNoneOfPostgresIsAComplaint() {
        assertThrows(Complaint.class, () -> Settings.from(ROOT, Map.of("CALQUE_DATABASE_URL", "mysql://somewhere")));
    }

    @Test
    void onlyTheGatewayListensWhereItIsTold() {
        var settings = Settings.from(ROOT, Map.of("CALQUE_HTTP_HOST", "0.0.0.0"));
        assertEquals("0.0.0.0", settings.host());
    }
}
