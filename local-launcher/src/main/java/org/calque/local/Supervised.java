package org.calque.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.calque.embedded.Ledger;
import org.calque.embedded.Part;
import org.calque.embedded.Parts;

/// Keeps one part alive: starts it, waits until it is ready, and starts it again whenever it ends.
final class Supervised {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final int FIRST_ATTEMPTS = 3;

    private final Part part;
    private final Ledger ledger;
    private final Console console;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Process process;
    private volatile boolean ready;

    Supervised(Part part, Ledger ledger, Console console) {
        this.part = part;
        this.ledger = ledger;
        this.console = console;
    }

    String name() {
        return part.name();
    }

    boolean isReady() {
        return ready;
    }

    /// Done when the part was ready for the first time; failed when it could not be brought there in three attempts.
    CompletableFuture<Duration> firstReady() {
        return firstReady;
    }

    Supervised keepAlive() {
        Thread.ofVirtual().name("keeps " + name()).start(this::loop);
        return this;
    }

    /// Ends the part for good.
    void stop(Duration patience) throws IOException, InterruptedException {
        stopping.countDown();
        var last = current();
        if (last != null && last.isAlive()) {
            Parts.end(part, last, patience);
        }
    }

    /// The process that runs now, or ran last; null before the first one.
    synchronized Process current() {
        return process;
    }

    private void loop() {
        try {
            while (!stopped()) {
                backoff.began(Instant.now());
                try {
                    runOnce();
                } catch (IOException e) {
                    failed(e);
                }
                ready = false;
                if (stopping.await(backoff.pause(Instant.now()).toMillis(), MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            firstReady.completeExceptionally(e);
        }
    }

    private void runOnce() throws IOException, InterruptedException {
        var began = Instant.now();
        var running = start();
        if (running == null) {
            return;
        }
        Parts.awaitReady(part, running, START_LIMIT);
        ready = true;
        var took = Duration.between(began, Instant.now());
        if (!stopped()) {
            console.say(name(), "ready in " + Console.seconds(took));
        }
        firstReady.complete(took);
        var exitCode = running.waitFor();
        if (!stopped()) {
            console.say(name(), "ended with exit code " + exitCode + "; starting it again");
        }
    }

    private synchronized Process start() throws IOException, InterruptedException {
        if (stopped()) {
            return null;
        }
        process = part.start();
        ledger.note(name(), process);
        return process;
    }

    private void failed(IOException e) throws InterruptedException {
        var last = current();
        if (last != null && last.isAlive() && !stopped()) {
            last.destroyForcibly().waitFor();
        }
        if (stopped()) {
            return;
        }
        if (!firstReady.isDone() && backoff.failures() + 1 >= FIRST_ATTEMPTS) {
            stopping.countDown();
            firstReady.completeExceptionally(e);
            return;
        }
        console.say("  " + e.getMessage());
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
