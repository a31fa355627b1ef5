package org.calque.kit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.calque.messages.Json;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Moves facts from the outbox to Kafka. One replica of a service relays at a time (an advisory lock sees to it), so
/// facts of one key stay in order; a fact is deleted after the broker has taken it, so none is lost and a crash between
/// the two repeats it.
@ApplicationScoped
@IfBuildProperty(name = "calque.outbox", stringValue = "true", enableIfMissing = true)
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;

    /// How long facts of a replica that died may wait before another replica finds them.
    private static final long SWEEP_MILLIS = 1000;

    private final AgroalDataSource database;
    private final String bootstrap;
    private final String source;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private boolean troubled;
    private Thread thread;

    private record Waiting(long seq, String id, String topic, String key, String type, String value, Instant created) {}

    OutboxRelay(
            AgroalDataSource database,
            @ConfigProperty(name = "calque.kafka-bootstrap") String bootstrap,
            @ConfigProperty(name = "calque.service") String source) {
        this.database = database;
        this.bootstrap = bootstrap;
        this.source = source;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        wake();
        thread.join(5_000);
    }

    /// Facts were committed.
    void wake() {
        work.release();
    }

    /// A producer that failed is given up with all its state; the next one goes on where the outbox stands.
    private void run() {
        try {
            while (!stopping) {
                try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(bootstrap, source))) {
                    relayUntilStopped(producer);
                } catch (SQLException | ExecutionException | RuntimeException failure) {
                    if (!troubled) {
                        LOG.warnf("facts wait in the outbox: %s", failure.getMessage());
                    }
                    troubled = true;
                    work.drainPermits();
                    work.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void relayUntilStopped(KafkaProducer<String, byte[]> producer)
            throws SQLException, ExecutionException, InterruptedException {
        while (!stopping) {
            if (relay(producer) < BATCH) {
                work.tryAcquire(SWEEP_MILLIS, TimeUnit.MILLISECONDS);
                work.drainPermits();
            }
            troubled = false;
        }
    }

    /// Relays one batch and says how many facts it held.
    private int relay(KafkaProducer<String, byte[]> producer)
            throws SQLException, ExecutionException, InterruptedException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var batch = lock(connection) ? next(connection) : List.<Waiting>of();
                if (!batch.isEmpty()) {
                    send(producer, batch);
                    delete(connection, batch);
                }
                connection.commit();
                return batch.size();
            } catch (SQLException | ExecutionException | InterruptedException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'))");
                var row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<Waiting> next(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                "select seq, id, topic, key, type, value::text, created from outbox order by seq limit " + BATCH)) {
            var batch = new ArrayList<Waiting>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    batch.add(new Waiting(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getObject(7, OffsetDateTime.class).toInstant()));
                }
            }
            return batch;
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, List<Waiting> batch)
            throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(batch.size());
        for (Waiting fact : batch) {
            var record =
                    new ProducerRecord<>(fact.topic(), fact.key(), fact.value().getBytes(StandardCharsets.UTF_8));
            header(record, "ce_specversion", "1.0");
            header(record, "ce_id", fact.id());
            header(record, "ce_type", fact.type());
            header(record, "ce_time", Json.TIME.format(fact.created()));
            header(record, "ce_source", "/calque/" + source);
            header(record, "content-type", "application/json");
            sent.add(producer.send(record));
        }
        for (var one : sent) {
            one.get();
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void delete(Connection connection, List<Waiting> batch) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where seq = any(?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", batch.stream().map(Waiting::seq).toArray()));
            delete.executeUpdate();
        }
    }
}
