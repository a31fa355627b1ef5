package org.calque.copies.webhooks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.calque.copies.events.EventTail;
import org.calque.copies.webhooks.Deliveries.Claimed;
import org.calque.copies.webhooks.Endpoints.Answered;
import org.jboss.logging.Logger;

/// Calls webhooks with what is due, each webhook by one call at a time, so that a slow one keeps no other waiting.
@ApplicationScoped
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration EXPIRY_CHECK = Duration.ofMinutes(1);

    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final Signatures signatures;
    private final EventTail tail;
    private final WebhookSettings settings;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore hints = new Semaphore(0);
    private final Semaphore places;
    private volatile boolean stopping;
    private boolean troubled;
    private long expiredAtNanos = System.nanoTime();

    Courier(
            Deliveries deliveries,
            Endpoints endpoints,
            Signatures signatures,
            EventTail tail,
            WebhookSettings settings) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.signatures = signatures;
        this.tail = tail;
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce());
    }

    void start(@Observes StartupEvent started) {
        if (signatures.arePossible()) {
            tail.listen(accounts -> wake());
            Thread.ofPlatform().name("copies-webhooks").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        wake();
    }

    /// Something may be due.
    void wake() {
        hints.release();
    }

    private void run() {
        try {
            while (!stopping) {
                hints.tryAcquire(settings.lookAnyway().toNanos(), TimeUnit.NANOSECONDS);
                hints.drainPermits();
                look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            while (deliveries.make(tail.position())) {
                sendWhatIsDue();
            }
            sendWhatIsDue();
            if (System.nanoTime() - expiredAtNanos >= EXPIRY_CHECK.toNanos()) {
                expiredAtNanos = System.nanoTime();
                deliveries.expire();
            }
            troubled = false;
        } catch (SQLException | RuntimeException failure) {
            if (!troubled) {
                LOG.warnf("webhooks wait, their deliveries cannot be read: %s", failure.getMessage());
            }
            troubled = true;
        }
    }

    private void sendWhatIsDue() throws SQLException {
        int free = places.drainPermits();
        if (free == 0) {
            return;
        }
        int taken = 0;
        try {
            for (var delivery : deliveries.claim(busy, free)) {
                busy.add(delivery.webhook());
                taken++;
                Thread.startVirtualThread(() -> send(delivery));
            }
        } finally {
            places.release(free - taken);
        }
    }

    private void send(Claimed delivery) {
        try {
            deliveries.settle(delivery, call(delivery));
        } catch (SQLException | RuntimeException failure) {
            LOG.warnf(
                    "delivery %s is sent again, its end was not written down: %s", delivery.id(), failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            busy.remove(delivery.webhook());
            places.release();
            wake();
        }
    }

    private Answered call(Claimed delivery) throws InterruptedException {
        var id = delivery.id().toString();
        long timestamp = Instant.now().getEpochSecond();
        var signature = signatures.sign(
                delivery.webhook(), delivery.generation(), delivery.isFresh(), id, timestamp, delivery.body());
        return endpoints.call(
                delivery.url(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(timestamp),
                        "webhook-signature",
                        signature),
                delivery.body());
    }
}
