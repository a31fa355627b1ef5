package org.calque.accounts.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/// The table `audit`: entries one after the other, each holding the hash of the one before.
///
/// All replicas make one chain: who is about to commit waits for whoever is just committing, by a lock that ends with
/// the transaction. Nothing else is done under that lock, so nobody who holds it waits for anything but the disk, and a
/// number that a transaction has not kept is taken by the next one.
@ApplicationScoped
class AuditChain {
    /// A replica that hangs between lock and commit must not stop the others for ever.
    private static final String LOCK = "select set_config('lock_timeout', '10s', true),"
            + " cast(pg_advisory_xact_lock(hashtextextended('audit chain', 0)) as text)";

    private final AgroalDataSource database;
    private final EntityManager entities;

    private record Head(long seq, byte[] hash) {}

    AuditChain(AgroalDataSource database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    /// Says that deeds of the running transaction will be appended, as long as its session can still be opened.
    void expect() {
        entities.joinTransaction();
    }

    /// Appends deeds in the running transaction, which is to be committed at once.
    void append(List<Deed> deeds) {
        // What the transaction still has to write comes first: under the lock it might wait for others.
        entities.flush();
        try (var connection = database.getConnection()) {
            try (var lock = connection.prepareStatement(LOCK)) {
                lock.execute();
            }
            insert(connection, deeds, head(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException("a deed could not be recorded", failure);
        }
    }

    private static Head head(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select seq, hash from audit order by seq desc limit 1");
                var row = select.executeQuery()) {
            return row.next() ? new Head(row.getLong(1), row.getBytes(2)) : new Head(0, AuditEntry.BEFORE_THE_FIRST);
        }
    }

    private static void insert(Connection connection, List<Deed> deeds, Head before) throws SQLException {
        var head = before;
        try (var insert = connection.prepareStatement("insert into audit (seq, time, event, actor_kind, actor, key_id,"
                + " target, address, request_id, details, previous_hash, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)")) {
            for (Deed deed : deeds) {
                var entry = new AuditEntry(head.seq() + 1, deed, head.hash());
                head = new Head(entry.seq(), entry.hash());
                insert.setLong(1, entry.seq());
                insert.setObject(2, deed.time().atOffset(ZoneOffset.UTC));
                insert.setString(3, deed.event());
                insert.setString(4, deed.actorKind());
                insert.setObject(5, deed.actor());
                insert.setString(6, deed.keyId());
                insert.setObject(7, deed.target());
                insert.setString(8, deed.address());
                insert.setString(9, deed.requestId());
                insert.setString(10, deed.details().toString());
                insert.setBytes(11, entry.previous());
                insert.setBytes(12, head.hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
