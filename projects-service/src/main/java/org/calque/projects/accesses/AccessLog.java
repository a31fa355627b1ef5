package org.calque.projects.accesses;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.calque.messages.Caller;
import org.calque.projects.ProjectsConfig;
import org.jboss.logging.Logger;

/// Keeps when each account last used which file. A note costs a call nothing but memory: notes are written together,
/// a moment later, and at the latest before somebody reads them here.
@ApplicationScoped
public class AccessLog {
    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final Duration PRUNED_EVERY = Duration.ofHours(1);
    private static final String WRITE = """
            insert into file_access_log (account_id, project_id, path, time)
            select n.account_id, n.project_id, n.path, n.time
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[]) as n (account_id, project_id, path, time)
                join projects p on p.project_id = n.project_id
            on conflict (account_id, project_id, md5(path)) do update set time = excluded.time
            where file_access_log.time < excluded.time""";
    private static final String PRUNE = "delete from file_access_log where time < ?";

    private record Use(UUID accountId, UUID projectId, String path) {}

    private final AgroalDataSource database;
    private final Clock clock;
    private final Duration every;
    private final Duration kept;
    private final int most;
    private Map<Use, Instant> waiting = new LinkedHashMap<>();
    private boolean isWriteDue;
    private Instant pruned = Instant.EPOCH;

    AccessLog(AgroalDataSource database, Clock clock, ProjectsConfig config) {
        this.database = database;
        this.clock = clock;
        this.every = config.files().accessesNotedEvery();
        this.kept = config.files().accessesKept();
        this.most = config.files().accessesWaiting();
    }

    /// The caller has read or written a file. Only people are noted, no keys of projects.
    ///
    /// @param path relative to the home, or absolute as the project sees it
    public void note(Caller caller, UUID projectId, String path) {
        if (!caller.isAccount()) {
            return;
        }
        var use = new Use(caller.id(), projectId, relative(projectId, path));
        synchronized (this) {
            if (waiting.size() >= most && !waiting.containsKey(use)) {
                return; // more than can be written: what is lost is a hint for a search
            }
            waiting.put(use, clock.instant());
            if (isWriteDue) {
                return;
            }
            isWriteDue = true;
        }
        CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS, Thread.ofVirtual()::start)
                .execute(this::write);
    }

    private static String relative(UUID projectId, String path) {
        var home = "/projects/" + projectId + "/";
        return (path.startsWith(home) ? path.substring(home.length()) : path).replaceFirst("^(\\./+)+", "");
    }

    /// Writes what waits.
    void write() {
        Map<Use, Instant> notes;
        synchronized (this) {
            notes = waiting;
            waiting = new LinkedHashMap<>();
            isWriteDue = false;
        }
        if (notes.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            write(connection, notes);
            prune(connection);
        } catch (SQLException failure) {
            LOG.warnf("%d uses of files could not be noted: %s", notes.size(), failure.getMessage());
        }
    }

    private static void write(Connection connection, Map<Use, Instant> notes) throws SQLException {
        var uses = List.copyOf(notes.keySet());
        try (var insert = connection.prepareStatement(WRITE)) {
            insert.setArray(1, array(connection, "uuid", uses.stream().map(Use::accountId)));
            insert.setArray(2, array(connection, "uuid", uses.stream().map(Use::projectId)));
            insert.setArray(3, array(connection, "text", uses.stream().map(Use::path)));
            insert.setArray(
                    4,
                    array(
                            connection,
                            "text",
                            uses.stream().map(it -> notes.get(it).toString())));
            insert.executeUpdate();
        }
    }

    private static java.sql.Array array(Connection connection, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private void prune(Connection connection) throws SQLException {
        var now = clock.instant();
        if (pruned.plus(PRUNED_EVERY).isAfter(now)) {
            return;
        }
        pruned = now;
        try (var delete = connection.prepareStatement(PRUNE)) {
            delete.setObject(1, now.minus(kept).atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    void writeTheRest(@Observes ShutdownEvent ended) {
        write();
    }
}
