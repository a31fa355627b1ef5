package org.calque.accounts.keys;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.calque.accounts.AccountsConfig;
import org.jboss.logging.Logger;

/// When keys were last used, on its way into the database: nobody waits for it. What cannot be written is kept and
/// tried
/// again; what is there when the service stops is written then.
@ApplicationScoped
class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);

    /// A use is known a minute later at the latest: gateways remember a key for ten seconds.
    private static final Duration KNOWN_WITHIN = Duration.ofMinutes(1).minusSeconds(10);

    private final Map<Integer, Instant> waiting = new ConcurrentHashMap<>();
    private final AgroalDataSource database;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration interval;

    KeyUses(AgroalDataSource database, Vertx vertx, Clock clock, AccountsConfig config) {
        this.database = database;
        this.vertx = vertx;
        this.clock = clock;
        this.interval = config.keys().usesWrittenEvery();
    }

    void atStart(@Observes StartupEvent start) {
        vertx.setPeriodic(interval.toMillis(), timer -> Thread.startVirtualThread(this::write));
    }

    void atEnd(@Observes ShutdownEvent stop) {
        write();
        if (!waiting.isEmpty()) {
            LOG.warnf("the last use of %d keys is lost, since the database did not take it", waiting.size());
        }
    }

    /// @param known the last use that the database knows of; may be null
    void note(int key, Instant known) {
        var now = clock.instant();
        if (known == null || known.isBefore(now.minus(KNOWN_WITHIN.minus(interval)))) {
            waiting.put(key, now);
        }
    }

    /// In the order of the keys, so that two services never wait for each other.
    synchronized void write() {
        var uses = new TreeMap<>(waiting);
        if (uses.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update api_keys set last_active = ? where id = ? and (last_active is null or last_active < ?)")) {
            connection.setAutoCommit(false);
            for (var use : uses.entrySet()) {
                var time = use.getValue().atOffset(ZoneOffset.UTC);
                update.setObject(1, time);
                update.setInt(2, use.getKey());
                update.setObject(3, time);
                update.addBatch();
            }
            update.executeBatch();
            connection.commit();
            uses.forEach(waiting::remove);
        } catch (SQLException failure) {
            LOG.warnf("the last use of %d keys waits to be noted: %s", uses.size(), failure.getMessage());
        }
    }
}
