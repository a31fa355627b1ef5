package org.calque.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.calque.messages.Fact;
import org.calque.messages.Json;

/// Facts on their way to Kafka. A fact is added in the transaction that makes it true, so that both happen or neither;
/// the [OutboxRelay] moves it on, at least once and in order per key.
///
/// Needs the table `outbox` in the service's schema (see any `V1__…sql`).
@ApplicationScoped
@IfBuildProperty(name = "calque.outbox", stringValue = "true", enableIfMissing = true)
public class Outbox {
    /// All at once, numbered in their order.
    private static final String INSERT = "insert into outbox (id, topic, key, type, value)"
            + " select id, topic, key, type, value::jsonb from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])"
            + " with ordinality as fact(id, topic, key, type, value, place) order by place";

    private final AgroalDataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;

    Outbox(AgroalDataSource database, TransactionSynchronizationRegistry transaction, OutboxRelay relay) {
        this.database = database;
        this.transaction = transaction;
        this.relay = relay;
    }

    /// Adds a fact to the running transaction.
    ///
    /// @throws IllegalStateException outside a transaction
    public void add(Fact fact) {
        addAll(List.of(fact));
    }

    /// Adds several facts, in this order, to the running transaction.
    ///
    /// @throws IllegalStateException outside a transaction
    public void addAll(Collection<? extends Fact> facts) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a fact is only true inside the transaction that makes it so");
        }
        if (facts.isEmpty()) {
            return;
        }
        var ids = new Object[facts.size()];
        var texts = new String[4][facts.size()];
        int n = 0;
        for (Fact fact : facts) {
            ids[n] = UUID.randomUUID();
            texts[0][n] = fact.topic().wireName();
            texts[1][n] = fact.key();
            texts[2][n] = fact.getClass().getSimpleName();
            texts[3][n++] = written(fact);
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", ids));
            for (int i = 0; i < texts.length; i++) {
                insert.setArray(i + 2, connection.createArrayOf("text", texts[i]));
            }
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("facts could not be kept", failure);
        }
        transaction.registerInterposedSynchronization(new WakeAfterCommit());
    }

    private static String written(Fact fact) {
        try {
            return Json.MAPPER.writeValueAsString(fact);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a fact cannot be written", unwritable);
        }
    }

    /// Facts were kept without [#add], by a statement that did more than that, and are committed.
    public void keptElsewhere() {
        relay.wake();
    }

    private final class WakeAfterCommit implements Synchronization {
        @Override
        public void beforeCompletion() {
            // The relay reads only what is committed.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.wake();
            }
        }
    }
}
