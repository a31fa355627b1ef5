package org.calque.projects.collaborators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.calque.messages.Json;
import org.eclipse.microprofile.config.ConfigProvider;

/// What is told on Kafka from now on.
final class Facts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();

    Facts(String... topics) {
        var bootstrap = ConfigProvider.getConfig().getValue("calque.kafka-bootstrap", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /// The first fact of this type and key.
    JsonNode await(String type, String key) {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            for (var fact : heard) {
                if (key.equals(fact.key()) && type.equals(typeOf(fact))) {
                    return read(fact.value());
                }
            }
            consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
        }
        throw new AssertionError("no " + type + " of " + key + " was told");
    }

    private static String typeOf(ConsumerRecord<String, byte[]> fact) {
        return new String(fact.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }

    private static JsonNode read(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
