package org.calque.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.calque.gateway.Exchange.Ending;

/// Requests by what they called and how they ended, with their latency: `calque_gateway_requests_seconds`.
@Singleton
class RequestMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer[]> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String subject, Ending ending, long nanos) {
        var byEnding = timers.computeIfAbsent(subject, it -> new Timer[Ending.values().length]);
        var timer = byEnding[ending.ordinal()];
        if (timer == null) {
            timer = timer(subject, ending);
            byEnding[ending.ordinal()] = timer;
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String subject, Ending ending) {
        return Timer.builder("calque.gateway.requests")
                .description("requests of clients")
                .tag("called", subject)
                .tag("ending", ending.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
