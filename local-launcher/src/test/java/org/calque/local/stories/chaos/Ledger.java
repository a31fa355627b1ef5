package org.calque.local.stories.chaos;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.calque.local.RunningSystem;

/// What happened in a run of chaos: what was asked, what was done to the system, what the table and the topic say.
final class Ledger implements AutoCloseable {
    private final RunningSystem system;
    private final long seed;
    private final Instant begin = Instant.now();
    private final List<String> troubles = new ArrayList<>();
    private final Map<String, AtomicInteger> counts = new TreeMap<>();
    final Random random;

    Ledger(RunningSystem system, long seed) {
        this.system = system;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// A row of the table as it is at the end.
    record Row(UUID id, UUID target, String path, Instant scheduled, Instant started, Instant finished, String error) {}

    synchronized void trouble(String what) {
        troubles.add("%6.1f s  %s"
                .formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0, what));
    }

    void count(String what) {
        synchronized (counts) {
            counts.computeIfAbsent(what, it -> new AtomicInteger()).incrementAndGet();
        }
    }

    void print() {
        var text = new StringWriter();
        var page = new PrintWriter(text);
        page.println("copies in chaos, seed " + seed);
        troubles.forEach(it -> page.println("  " + it));
        counts.forEach((what, count) -> page.println("  " + what + ": " + count));
        System.out.println(text);
    }

    /// The copies into these projects, as the database has them.
    List<Row> rows(Set<UUID> targets) throws SQLException {
        try (var connection = system.superuser();
                var select =
                        connection.prepareStatement("select id, target_project_id, target_path, scheduled, started,"
                                + " finished, error from copies.copy_paths where target_project_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", targets.toArray()));
            var rows = new ArrayList<Row>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            instant(row.getTimestamp(4)),
                            instant(row.getTimestamp(5)),
                            instant(row.getTimestamp(6)),
                            row.getString(7)));
                }
            }
            return rows;
        }
    }

    /// Whether no fact waits for the topic any more.
    boolean allIsTold() throws SQLException {
        try (var connection = system.superuser();
                var select = connection.prepareStatement("select not exists (select from copies.outbox)");
                var row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Instant instant(java.sql.Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /// Which different facts of this type the topic tells of each copy: by the id of the fact, since one may be
    /// told twice. The time of each is with it.
    Map<UUID, Map<String, Instant>> facts(String type) {
        var told = new HashMap<UUID, Map<String, Instant>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", system.kafka(),
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", StringDeserializer.class);
        try (var consumer = new KafkaConsumer<String, String>(settings)) {
            var partitions = consumer.partitionsFor("copies").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var open = new HashSet<>(partitions);
            while (!open.isEmpty()) {
                for (var fact : consumer.poll(Duration.ofMillis(200))) {
                    if (header(fact, "ce_type").equals(type)) {
                        told.computeIfAbsent(UUID.fromString(fact.key()), it -> new HashMap<>())
                                .put(header(fact, "ce_id"), Instant.parse(header(fact, "ce_time")));
                    }
                }
                open.removeIf(it -> consumer.position(it) >= ends.get(it));
            }
        }
        return told;
    }

    private static String header(org.apache.kafka.clients.consumer.ConsumerRecord<String, String> fact, String name) {
        return new String(fact.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        troubles.clear();
    }
}
