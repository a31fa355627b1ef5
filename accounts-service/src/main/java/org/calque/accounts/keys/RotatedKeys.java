package org.calque.accounts.keys;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.calque.accounts.AccountsConfig;
import org.jboss.logging.Logger;

/// Deletes keys that were rotated once their time is over. They have stopped to work by themselves.
@ApplicationScoped
class RotatedKeys {
    private static final Logger LOG = Logger.getLogger(RotatedKeys.class);

    private final KeyRemover remover;
    private final Vertx vertx;
    private final AccountsConfig config;

    RotatedKeys(KeyRemover remover, Vertx vertx, AccountsConfig config) {
        this.remover = remover;
        this.vertx = vertx;
        this.config = config;
    }

    void atStart(@Observes StartupEvent start) {
        vertx.setPeriodic(config.sweepInterval().toMillis(), timer -> Thread.startVirtualThread(this::sweepOrLog));
    }

    private void sweepOrLog() {
        try {
            remover.removeRotated();
        } catch (RuntimeException failure) {
            LOG.warnf("rotated keys that are over stay until the next sweep: %s", failure.getMessage());
        }
    }
}
