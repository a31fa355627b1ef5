package org.calque.local;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.embedded.Ledger;
import org.calque.embedded.Part;

/// Brings all parts up, keeps each of them alive, and ends them in good order.
final class Supervisor {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_WITH_ARCHIVES = Duration.ofSeconds(120);
    private static final int TELL_EVERY_SECONDS = 5;

    private final Settings settings;
    private final Console console;
    private final Ledger ledger;
    private final LocalSystem system;
    private final List<Supervised> infrastructure = new ArrayList<>();
    private final List<Supervised> services = new ArrayList<>();
    private boolean stopped;

    Supervisor(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.ledger = ledger(settings);
        this.system = new LocalSystem(settings);
    }

    static Ledger ledger(Settings settings) {
        return new Ledger(settings.folders().run().resolve("processes"));
    }

    /// Returns when every part is ready. A part that cannot be started is a complaint that carries the end of its log.
    void start() throws IOException, SQLException, InterruptedException {
        settings.folders().prepare();
        Files.createDirectories(settings.folders().run());
        for (var left : ledger.endAll()) {
            console.say(left, "was left behind by an earlier run: ended");
        }
        settings.ports().mustBeFree(settings);
        keepAlive(system.infrastructure(), infrastructure);
        await(infrastructure.stream()
                .filter(part -> part.name().equals(LocalSystem.POSTGRES))
                .toList());
        system.prepareDatabase();
        keepAlive(system.services(), services);
        await(all());
    }

    /// The parts in the order of their start.
    synchronized List<Supervised> all() {
        return Stream.concat(infrastructure.stream(), services.stream()).toList();
    }

    /// The door first, then what is behind it, then what they all stand on.
    void stop() throws InterruptedException {
        List<List<Supervised>> order;
        synchronized (this) {
            stopped = true;
            order = List.of(
                    services.stream().limit(1).toList(),
                    services.stream().skip(1).toList(),
                    List.copyOf(infrastructure));
        }
        for (var together : order) {
            stop(together);
        }
    }

    private synchronized void keepAlive(List<Part> parts, List<Supervised> kept) {
        if (!stopped) {
            parts.forEach(part -> kept.add(new Supervised(part, ledger, console).keepAlive()));
        }
    }

    private void stop(List<Supervised> together) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var stopping : threads.invokeAll(together.stream()
                    .map(part -> Executors.callable(() -> stop(part)))
                    .toList())) {
                stopping.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void stop(Supervised part) {
        try {
            part.stop(settings.purpose() == Settings.Purpose.TRAINING ? PATIENCE_WITH_ARCHIVES : PATIENCE);
        } catch (IOException e) {
            console.say(part.name(), "could not be ended: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for all of them; says from time to time for whom.
    private void await(List<Supervised> parts) throws InterruptedException {
        var began = Instant.now();
        var allReady = CompletableFuture.allOf(
                parts.stream().map(Supervised::firstReady).toArray(CompletableFuture[]::new));
        var anyFailed = new CompletableFuture<Void>();
        parts.forEach(part -> part.firstReady().exceptionally(e -> {
            anyFailed.completeExceptionally(e);
            return null;
        }));
        var outcome = CompletableFuture.anyOf(allReady, anyFailed);
        while (true) {
            try {
                outcome.get(TELL_EVERY_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException notYet) {
                var waitedFor = parts.stream()
                        .filter(part -> !part.isReady())
                        .map(Supervised::name)
                        .collect(Collectors.joining(", "));
                console.say(
                        "  waiting for " + waitedFor + ": " + Console.seconds(Duration.between(began, Instant.now())));
            } catch (ExecutionException e) {
                throw new Complaint(e.getCause().getMessage(), e.getCause());
            }
        }
    }
}
