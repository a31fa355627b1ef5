package org.calque.accounts;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What has been told on the topic `keys` since it exists.
final class KeysTopic {
    private KeysTopic() {}

    /// Waits until all of these have been told, and answers how often the first one has.
    static int timesTold(String bootstrap, String fact, String... andAlso) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor("keys").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Set<String> missing = new HashSet<>();
            missing.add(fact);
            Collections.addAll(missing, andAlso);
            var times = new AtomicInteger();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    var told = record.value().replace(" ", "");
                    missing.remove(told);
                    times.addAndGet(told.equals(fact) ? 1 : 0);
                });
                return missing.isEmpty();
            });
            return times.get();
        }
    }

    static String revocationOf(int key) {
        return "{\"key_id\":\"key-" + key + "\"}";
    }
}
