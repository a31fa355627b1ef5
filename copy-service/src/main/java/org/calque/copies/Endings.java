package org.calque.copies;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.calque.kit.Unavailable;

/// Who waits for the end of which copy. The word that it ended comes from the worker in this process, or by Kafka
/// from another replica's; the row is looked at now and then in case both are lost.
@ApplicationScoped
class Endings {
    /// How a copy ended.
    ///
    /// @param error why it failed; null when it succeeded
    record Ended(String error) {}

    /// What several may wait for.
    private record Expected(CompletableFuture<Ended> ending, int waiting) {
        Expected oneMore() {
            return new Expected(ending, waiting + 1);
        }

        Expected oneLess() {
            return waiting == 1 ? null : new Expected(ending, waiting - 1);
        }
    }

    private final Map<UUID, Expected> expected = new ConcurrentHashMap<>();
    private final CopyRepository copies;
    private final CopyLimits limits;

    Endings(CopyRepository copies, CopyLimits limits) {
        this.copies = copies;
        this.limits = limits;
    }

    /// Listens for the end of a copy from now on: say so before the copy can end, and [#forget] it afterwards.
    void expect(UUID copy) {
        expected.compute(copy, (id, it) -> it == null ? new Expected(new CompletableFuture<>(), 1) : it.oneMore());
    }

    void forget(UUID copy) {
        expected.computeIfPresent(copy, (id, it) -> it.oneLess());
    }

    /// A copy has ended, here or elsewhere.
    void ended(UUID copy, String error) {
        var waiting = expected.get(copy);
        if (waiting != null) {
            waiting.ending.complete(new Ended(error));
        }
    }

    /// Waits for the end of an expected copy; empty when that takes longer than anybody waits.
    Optional<Ended> await(UUID copy) {
        return await(copy, limits.longestWait());
    }

    /// Waits for the end of an expected copy; empty when that takes longer.
    Optional<Ended> await(UUID copy, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        for (var left = longest; left.isPositive(); left = Duration.ofNanos(end - System.nanoTime())) {
            var ended = await(expected.get(copy).ending, left);
            if (ended.isPresent()) {
                return ended;
            }
            var row = copies.visible(copy).filter(it -> it.finished != null);
            if (row.isPresent()) {
                return row.map(it -> new Ended(it.error));
            }
        }
        return Optional.empty();
    }

    private Optional<Ended> await(CompletableFuture<Ended> ending, Duration left) {
        try {
            var patience = Math.min(limits.waitCheck().toMillis(), left.toMillis() + 1);
            return Optional.of(ending.get(patience, TimeUnit.MILLISECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping; the copy goes on", interrupted);
        }
    }
}
