package org.calque.projects.archives;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.calque.kit.homes.HomeException;
import org.calque.kit.posix.Errno;
import org.calque.projects.Lifecycle;
import org.calque.projects.ProjectsConfig;
import org.calque.projects.Workspaces;
import org.jboss.logging.Logger;

/// The folders in homes that archives are unpacked in, aside of their place. Each is noted before it is made, so that
/// what a crash leaves is removed: at the next start, or by another replica when none comes.
@ApplicationScoped
class Asides {
    private static final Logger LOG = Logger.getLogger(Asides.class);
    private static final String MINE = "u.address = ?";
    private static final String NOBODYS = "u.address <> ? and not exists"
            + " (select from replicas r where r.address = u.address and r.until > now())";

    private final AgroalDataSource database;
    private final Workspaces workspaces;
    private final String address;
    private final Duration every;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    Asides(AgroalDataSource database, Workspaces workspaces, Lifecycle lifecycle, ProjectsConfig config) {
        this.database = database;
        this.workspaces = workspaces;
        this.address = lifecycle.address().toString();
        this.every = config.files().uploadsCheckedEvery();
    }

    private record Left(UUID id, UUID projectId, String path, int hostUid) {}

    /// Before the first request comes.
    void start(@Observes StartupEvent started) {
        clear(MINE);
        timer.scheduleWithFixedDelay(this::clearNobodys, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent ended) {
        timer.shutdownNow();
    }

    /// The name of a folder of its own.
    static String name(UUID id) {
        return ".calque-unpack-" + id;
    }

    /// Notes that `path` will hold one.
    UUID begin(UUID projectId, String path) {
        var id = UUID.randomUUID();
        update(
                "insert into unpackings (unpacking_id, project_id, path, address) values (?, ?, ?, ?)",
                id,
                projectId,
                path,
                address);
        return id;
    }

    void end(UUID id) {
        update("delete from unpackings where unpacking_id = ?", id);
    }

    void clearMine() {
        clear(MINE);
    }

    void clearNobodys() {
        try {
            clear(NOBODYS);
        } catch (RuntimeException failure) {
            LOG.warnf("what crashed replicas have unpacked is removed later: %s", failure.getMessage());
        }
    }

    private void clear(String which) {
        for (var left : left(which)) {
            try (var home = workspaces.home(left.projectId(), left.hostUid());
                    var target = home.within(left.path())) {
                target.removeAll(name(left.id()), () -> true);
            } catch (HomeException failure) {
                if (failure.code() != Errno.ENOENT) {
                    LOG.warnf("what was unpacked in project %s stays: %s", left.projectId(), failure.getMessage());
                }
            }
            end(left.id());
        }
    }

    private List<Left> left(String which) {
        return run(connection -> {
            try (var select = connection.prepareStatement("select u.unpacking_id, u.project_id, u.path, p.host_uid"
                    + " from unpackings u join projects p using (project_id) where " + which)) {
                select.setString(1, address);
                try (var row = select.executeQuery()) {
                    var all = new ArrayList<Left>();
                    while (row.next()) {
                        all.add(new Left(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getInt(4)));
                    }
                    return all;
                }
            }
        });
    }

    private void update(String statement, Object... values) {
        run(connection -> {
            try (var update = connection.prepareStatement(statement)) {
                for (var i = 0; i < values.length; i++) {
                    update.setObject(i + 1, values[i]);
                }
                return update.executeUpdate();
            }
        });
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("what is being unpacked could not be noted", failure);
        }
    }
}
