package org.calque.accounts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
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
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor("keys").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> facts = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(fact -> facts.add(fact.value().replace(" ", "")));
                return facts.contains("{\"key_id\":\"key-" + id + "\"}");
            });
        }
    }
}
