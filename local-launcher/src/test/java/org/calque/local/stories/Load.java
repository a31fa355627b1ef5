package org.calque.local.stories;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/// One call, made again and again at a steady rate by several clients in turn, whatever is answered.
final class Load implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /// @param at      when the call was made
    /// @param client  which of the clients made it
    /// @param refusal why it did not succeed; null when it did
    record Answered(Instant at, int client, String refusal) {
        boolean succeeded() {
            return refusal == null;
        }
    }

    private final List<Client> clients;
    private final Function<Client, Client.Reply> call;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Answered> answers = new ArrayList<>();

    Load(List<Client> clients, int perSecond, Function<Client, Client.Reply> call) {
        this.clients = clients;
        this.call = call;
        clock.scheduleAtFixedRate(
                () -> callers.execute(this::callOnce), 0, Duration.ofSeconds(1).toNanos() / perSecond, NANOSECONDS);
    }

    /// Waits until each client has so many answers of this kind.
    synchronized void await(String what, int count, Predicate<Answered> kind) throws InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        while (!everyClientHas(count, kind)) {
            var left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + count + " calls " + what + "; the last was "
                        + (answers.isEmpty() ? "not answered" : answers.getLast()));
            }
            wait(left);
        }
    }

    synchronized List<Answered> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        clock.close();
        callers.close();
    }

    private boolean everyClientHas(int count, Predicate<Answered> kind) {
        var counts = new int[clients.size()];
        answers.stream().filter(kind).forEach(it -> counts[it.client()]++);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < count) {
                return false;
            }
        }
        return true;
    }

    private void callOnce() {
        int client = turn.getAndIncrement() % clients.size();
        var at = Instant.now();
        String refusal;
        try {
            var answer = Authorisation.of(call.apply(clients.get(client)));
            refusal = answer.equals(Authorisation.GRANTED) ? null : answer;
        } catch (UncheckedIOException unanswered) {
            refusal = unanswered.toString();
        }
        synchronized (this) {
            answers.add(new Answered(at, client, refusal));
            notifyAll();
        }
    }
}
