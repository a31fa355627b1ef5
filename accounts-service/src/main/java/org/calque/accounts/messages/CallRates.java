package org.calque.accounts.messages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.calque.accounts.signin.Attempts;
import org.calque.accounts.signin.Attempts.Kind;
import org.calque.kit.RateKeeper;
import org.calque.messages.Caller;
import org.calque.messages.Rate;

/// Counts calls in the database, so that all replicas count together. Whoever is no account is not counted: such calls
/// have no other answer than that somebody must be signed in.
@ApplicationScoped
class CallRates implements RateKeeper {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Attempts attempts;
    private final Clock clock;

    CallRates(Attempts attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<String> refusal(String what, Rate rate, Caller caller) {
        if (!caller.isAccount()) {
            return Optional.empty();
        }
        var subject = caller.id() + " " + what;
        attempts.oneByOne(Kind.CALL, subject);
        var before = attempts.times(HOUR, Kind.CALL, subject, rate.perHour());
        var broken = rate.rules().reversed().stream()
                .filter(it -> wait(before, it).isPositive())
                .findFirst();
        if (broken.isEmpty()) {
            attempts.add(Kind.CALL, subject);
        }
        return broken.map(it -> words(what, it, wait(before, it)));
    }

    /// How long it is until one more call keeps the rule; not positive when it does now.
    private Duration wait(List<Instant> before, Rate.Rule rule) {
        return before.size() < rule.most()
                ? Duration.ZERO
                : Duration.between(clock.instant(), before.get(rule.most() - 1).plus(rule.time()));
    }

    private static String words(String what, Rate.Rule rule, Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return "too many requests to " + what + "; try again in " + number(seconds, "second") + " (rule: at most "
                + number(rule.most(), "request") + " per " + rule.unit() + ")";
    }

    private static String number(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
