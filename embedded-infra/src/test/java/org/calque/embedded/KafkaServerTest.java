package org.calque.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedOutlivesAKillAndARestart() throws Exception {
        var ports = FreePorts.find(2);
        var root = Path.of(System.getProperty("calque.root"));
        var kafka =
                new KafkaServer(root, folder.resolve("kafka"), folder.resolve("kafka.log"), ports.get(0), ports.get(1));

        var first = start(kafka);
        send(kafka, "first");
        first.destroyForcibly().waitFor();

        var second = start(kafka);
        send(kafka, "second");
        Parts.end(kafka, second, LIMIT);

        var third = start(kafka);
        assertEquals(List.of("first", "second"), receive(kafka, 2));
        Parts.end(kafka, third, LIMIT);
    }

    private static Process start(KafkaServer kafka) throws Exception {
        var process = kafka.start();
        Parts.awaitReady(kafka, process, LIMIT);
        return process;
    }

    private static void send(KafkaServer kafka, String text) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("copies", 0, "key", text)).get();
        }
    }

    private static List<String> receive(KafkaServer kafka, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition("copies", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var received = new java.util.ArrayList<String>();
            while (received.size() < count) {
                consumer.poll(LIMIT).forEach(record -> received.add(record.value()));
            }
            return received;
        }
    }
}
