package org.calque.copies;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.calque.copies.webhooks.Webhooks;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;
import org.jboss.logging.Logger;

/// Ends what somebody has set going whose account is deleted: schedules, copies that have not ended, and webhooks. Who
/// was on a project may still stand there, so nothing else would stop them.
///
/// A fact is tried again until it is carried out. How far this has come is kept by Kafka, so what is told while no
/// replica runs is carried out later. What cannot be carried out when a replica is told to stop counts as read, though.
@ApplicationScoped
class DeletedAccounts {
    private static final Logger LOG = Logger.getLogger(DeletedAccounts.class);
    private static final String GROUP = "copies-of-deleted-accounts";
    private static final long PAUSE_MILLIS = 1_000;

    private final FactReaders facts;
    private final Schedules schedules;
    private final CopyQueue queue;
    private final Webhooks webhooks;
    private final CountDownLatch stopping = new CountDownLatch(1);

    DeletedAccounts(FactReaders facts, Schedules schedules, CopyQueue queue, Webhooks webhooks) {
        this.facts = facts;
        this.schedules = schedules;
        this.queue = queue;
        this.webhooks = webhooks;
    }

    void follow(@Observes StartupEvent started) {
        facts.sharedAmong(GROUP, Topic.ACCOUNTS, this::read);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
    }

    private void read(Received fact) {
        if (!fact.type().equals("AccountDeleted")) {
            return;
        }
        var account = UUID.fromString(fact.value().path("account_id").asText());
        try {
            for (boolean done = false; !done && stopping.getCount() > 0; ) {
                done = endAllOf(account) || stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean endAllOf(UUID account) {
        try {
            schedules.endAllOf(account);
            webhooks.deleteAllOf(account);
            queue.cancelAllOf(account);
            return true;
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf("copies of the deleted account %s go on for now: %s", account, failure.getMessage());
            return false;
        }
    }
}
