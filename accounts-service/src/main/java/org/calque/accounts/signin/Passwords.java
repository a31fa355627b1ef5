package org.calque.accounts.signin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.calque.accounts.AccountsConfig;
import org.calque.kit.Unavailable;

/// Hashes and checks passwords, a few at a time, since each takes much memory. A hash runs on a thread of its own, so
/// that the few carriers of virtual threads stay free.
///
/// Never to be called inside a transaction: whoever waits for a turn must not hold a connection.
@ApplicationScoped
public class Passwords {
    private final AccountsConfig.Passwords config;
    private final Semaphore turns;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("password-", 0).factory());
    private final Argon2Hash.Cost cost;

    /// Checked when there is no account, so that an unknown address takes as long as a wrong password.
    private final Argon2Hash nobodys;

    private final Counter hashes;

    Passwords(AccountsConfig config, MeterRegistry metrics) {
        this.hashes = Counter.builder("calque.accounts.password.hashes")
                .description("passwords hashed, to check or to keep them")
                .register(metrics);
        this.config = config.passwords();
        this.turns = new Semaphore(this.config.atOnce(), true);
        this.cost = new Argon2Hash.Cost(this.config.memoryKib(), this.config.iterations(), 1);
        this.nobodys = Argon2Hash.ofNobody(cost);
    }

    @PreDestroy
    void stop() {
        threads.close();
    }

    public String hash(String password) {
        return inTurn(turn -> turn.hash(password));
    }

    /// Does work that checks or makes hashes, such as counting failures before and after a check: at most a few do so
    /// at once.
    public <T> T inTurn(Function<Turn, T> work) {
        try {
            if (!turns.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("too many passwords are being checked just now; try again soon", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server is stopping", interrupted);
        }
        try {
            return work.apply(new Turn());
        } finally {
            turns.release();
        }
    }

    /// The right to compute hashes, one after the other.
    public final class Turn {
        private Turn() {}

        public String hash(String password) {
            return compute(() -> Argon2Hash.of(password, cost).toString());
        }

        /// Whether this is the password of that hash; never without a hash, but it takes as long.
        public boolean matches(String password, String hash) {
            return compute(() -> hash == null
                    ? nobodys.matches(password) && false
                    : Argon2Hash.parse(hash).matches(password));
        }

        /// Whether a hash was made with other parameters than those of today.
        public boolean isOutdated(String hash) {
            return !Argon2Hash.parse(hash).cost().equals(cost);
        }

        private <T> T compute(Callable<T> work) {
            hashes.increment();
            try {
                return threads.submit(work).get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a password could not be hashed", failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Unavailable("the server is stopping", interrupted);
            }
        }
    }
}
