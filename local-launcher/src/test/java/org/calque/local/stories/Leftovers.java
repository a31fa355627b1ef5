package org.calque.local.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.calque.local.RunningSystem;
import org.postgresql.PGConnection;

/// All that a running system leaves: what its database and its Kafka answer, the bytes of every file below its home,
/// and
/// the command lines of its processes, which everybody on the machine may read.
final class Leftovers {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String TABLES = "select format('%I.%I', schemaname, tablename) from pg_tables"
            + " where schemaname not in ('pg_catalog', 'information_schema')";

    private final RunningSystem system;

    /// Takes what was left at one place.
    interface Reader {
        void read(String place, byte[] content) throws IOException;
    }

    Leftovers(RunningSystem system) {
        this.system = system;
    }

    void readAll(Reader reader) throws IOException, SQLException, InterruptedException {
        readTables(reader);
        readTopics(reader);
        readFiles(reader);
        for (var process : system.processes().entrySet()) {
            reader.read(
                    "the command line of " + process.getKey(),
                    Files.readAllBytes(Path.of("/proc/" + process.getValue().pid() + "/cmdline")));
        }
    }

    private void readTables(Reader reader) throws IOException, SQLException {
        try (var database = system.superuser();
                var statement = database.createStatement();
                var tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                var rows = new ByteArrayOutputStream();
                database.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy " + tables.getString(1) + " to stdout", rows);
                reader.read("the table " + tables.getString(1), rows.toByteArray());
            }
        }
    }

    private void readTopics(Reader reader) throws IOException, InterruptedException {
        var settings = Map.<String, Object>of("bootstrap.servers", system.kafka());
        var partitions = new ArrayList<TopicPartition>();
        try (var admin = Admin.create(settings)) {
            var topics = admin.listTopics().names().get();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(it -> partitions.add(new TopicPartition(topic, it.partition()))));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var topic : recordsOf(consumer, partitions).entrySet()) {
                reader.read("the topic " + topic.getKey(), topic.getValue().toByteArray());
            }
        }
    }

    private static Map<String, ByteArrayOutputStream> recordsOf(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var records = new HashMap<String, ByteArrayOutputStream>();
        partitions.forEach(it -> records.put(it.topic(), new ByteArrayOutputStream()));
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
            consumer.poll(POLL).forEach(it -> write(it, records.get(it.topic())));
        }
        return records;
    }

    private static void write(ConsumerRecord<byte[], byte[]> message, ByteArrayOutputStream to) {
        var parts = new ArrayList<byte[]>();
        parts.add(message.key());
        parts.add(message.value());
        message.headers().forEach(header -> {
            parts.add(header.key().getBytes(UTF_8));
            parts.add(header.value());
        });
        for (var part : parts) {
            to.writeBytes(part == null ? new byte[0] : part);
            to.write('\n');
        }
    }

    /// Not the homes of projects, which are their people's own, nor the programs of PostgreSQL, nor the files that are
    /// there to hold secrets.
    private void readFiles(Reader reader) throws IOException {
        var passedOver = new ArrayList<>(system.secretFiles());
        passedOver.add(system.home().resolve("projects"));
        passedOver.add(system.home().resolve("postgres/programs"));
        var folders = new ArrayList<>(List.of(system.home()));
        while (!folders.isEmpty()) {
            try (var entries = Files.list(folders.removeLast())) {
                for (var entry : entries.filter(it -> !passedOver.contains(it)).toList()) {
                    if (Files.isDirectory(entry)) {
                        folders.add(entry);
                    } else if (Files.isRegularFile(entry)) {
                        readFile(reader, entry);
                    }
                }
            }
        }
    }

    private void readFile(Reader reader, Path file) throws IOException {
        try {
            reader.read("the file " + system.home().relativize(file), Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            // The system runs: what was there a moment ago may have been deleted, and then nothing is left of it.
            return;
        }
    }
}
