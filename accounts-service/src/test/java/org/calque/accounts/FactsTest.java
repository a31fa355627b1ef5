package org.calque.accounts;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FactsTest extends AccountsTest {
    @ConfigProperty(name = "CALQUE_KAFKA_BOOTSTRAP")
    String bootstrap;

    @Test
    void theRevocationOfAKeyReachesKafkaAndCarriesNoSecret() {
        var ada = member();
        int id = route(ada, "api-keys", Map.of("action", "create")).extract().path("response[0].id");
        route(ada, "api-keys", Map.of("action", "delete", "id", id)).body("$", anEmptyMap());
        assertEquals(1, KeysTopic.timesTold(bootstrap, KeysTopic.revocationOf(id)));
    }
}
