package org.calque.accounts;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.calque.accounts.signup.EphemeralAccounts;
import org.jboss.logging.Logger;

/// Deletes what has expired. Any replica may do it at any time.
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final List<String> EXPIRING =
            List.of("sessions", "auth_tokens", "client_error_log", "password_resets", "invitations");

    private final AgroalDataSource database;
    private final Vertx vertx;
    private final Clock clock;
    private final AccountsConfig config;
    private final EphemeralAccounts ephemeral;

    Housekeeping(
            AgroalDataSource database, Vertx vertx, Clock clock, AccountsConfig config, EphemeralAccounts ephemeral) {
        this.database = database;
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
        this.ephemeral = ephemeral;
    }

    void atStart(@Observes StartupEvent start) {
        vertx.setPeriodic(config.sweepInterval().toMillis(), timer -> Thread.startVirtualThread(this::sweepOrLog));
    }

    private void sweepOrLog() {
        try {
            sweep();
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("what has expired stays until the next sweep: %s", failure.getMessage());
        }
    }

    void sweep() throws SQLException {
        var now = clock.instant();
        ephemeral.end(now);
        for (String table : EXPIRING) {
            delete(table, "expire", now);
        }
        delete("mails", "created", now.minus(config.mail().keep()));
        delete("attempts", "time", now.minus(longestThrottle()));
    }

    private Duration longestThrottle() {
        var hour = Duration.ofHours(1);
        return List.of(
                        hour,
                        config.signUp().per(),
                        config.userAuth().lock(),
                        config.invitations().per())
                .stream()
                .max(Duration::compareTo)
                .orElse(hour);
    }

    private void delete(String table, String column, Instant before) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from " + table + " where " + column + " < ?")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}
