package org.calque.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.calque.messages.Fact.Topic;
import org.calque.messages.Json;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Reads facts off Kafka. Since nothing is decided by Kafka alone, a reader starts with what comes after it and may see
/// a fact twice or, across a lost broker, not at all: what it does must be a hint that a row or a time-out backs up.
@ApplicationScoped
public class FactReaders {
    private static final Logger LOG = Logger.getLogger(FactReaders.class);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration RETRY = Duration.ofMillis(500);

    /// A fact as read.
    ///
    /// @param id   the same for every repetition
    /// @param type simple name of the fact's record
    public record Received(String id, String type, String key, JsonNode value) {}

    private final String bootstrap;
    private final String service;
    private final CountDownLatch stopping = new CountDownLatch(1);

    FactReaders(
            @ConfigProperty(name = "calque.kafka-bootstrap") String bootstrap,
            @ConfigProperty(name = "calque.service") String service) {
        this.bootstrap = bootstrap;
        this.service = service;
    }

    /// Every replica sees every fact of the topic, from now on.
    ///
    /// @param reader called on one thread, in order per key; what it throws is logged and the fact passed over
    public void everyFact(Topic topic, Consumer<Received> reader) {
        everyFact(topic, reader, () -> {});
    }

    /// The same, for a reader to whom what it has missed matters.
    ///
    /// @param begun called when from now on nothing is missed, and again when that begins anew after trouble
    public void everyFact(Topic topic, Consumer<Received> reader, Runnable begun) {
        start(topic, null, reader, begun);
    }

    /// One replica of the group sees each fact of the topic.
    public void sharedAmong(String group, Topic topic, Consumer<Received> reader) {
        start(topic, group, reader, () -> {});
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
    }

    private void start(Topic topic, String group, Consumer<Received> reader, Runnable begun) {
        Thread.ofPlatform()
                .name("facts-" + topic.wireName())
                .daemon()
                .start(() -> readUntilStopped(topic, group, reader, begun));
    }

    private void readUntilStopped(Topic topic, String group, Consumer<Received> reader, Runnable begun) {
        boolean troubled = false;
        while (stopping.getCount() > 0) {
            try {
                read(topic, group, reader, begun);
                troubled = false;
            } catch (RuntimeException failure) {
                if (!troubled) {
                    LOG.warnf("facts of %s cannot be read now: %s", topic, failure.getMessage());
                }
                troubled = true;
                awaitStopFor(RETRY);
            }
        }
    }

    private void read(Topic topic, String group, Consumer<Received> reader, Runnable begun) {
        var settings = KafkaSettings.consumer(bootstrap, service + "-" + topic.wireName());
        if (group != null) {
            settings.put("group.id", group);
            settings.put("session.timeout.ms", 10_000);
            settings.put("heartbeat.interval.ms", 2_000);
            settings.put("enable.auto.commit", true); // of what was passed on, now and then: it is a record each time
            settings.put("auto.commit.interval.ms", 1_000);
        }
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            if (group != null) {
                consumer.subscribe(List.of(topic.wireName()));
            } else {
                assignAll(consumer, topic);
            }
            begun.run();
            while (stopping.getCount() > 0) {
                consumer.poll(POLL).forEach(record -> pass(record, reader));
            }
        }
    }

    private static void assignAll(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        var partitions = consumer.partitionsFor(topic.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static void pass(ConsumerRecord<String, byte[]> record, Consumer<Received> reader) {
        try {
            reader.accept(new Received(
                    header(record, "ce_id"),
                    header(record, "ce_type"),
                    record.key(),
                    Json.MAPPER.readTree(record.value())));
        } catch (IOException | RuntimeException failure) {
            LOG.errorf(failure, "a fact of %s was passed over", record.topic());
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void awaitStopFor(Duration longest) {
        try {
            stopping.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
