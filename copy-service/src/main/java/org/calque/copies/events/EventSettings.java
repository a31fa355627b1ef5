package org.calque.copies.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What is kept of the lives of copies, and who may follow them.
@ConfigMapping(prefix = "calque.copies.events")
interface EventSettings {
    /// How long events are kept for those who come back.
    @WithDefault("P7D")
    Duration keep();

    /// How many events are kept at most, of all accounts together.
    @WithDefault("5000000")
    long most();

    /// Streams that are open at the same time on one instance.
    @WithDefault("1000")
    int max();

    /// Streams of one account that are open at the same time on one instance.
    @WithDefault("10")
    int maxPerCaller();

    /// Shortest time between two looks at what is new, however much happens.
    @WithDefault("PT0.05S")
    Duration shortestPause();

    /// Time after which it is looked for what is new even if nothing was heard.
    @WithDefault("PT1S")
    Duration lookAnyway();

    /// Time after which a stream that has nothing to tell says that it is still there.
    @WithDefault("PT10S")
    Duration heartbeat();

    /// Longest life of a stream. Clients come back by themselves, and miss nothing.
    @WithDefault("PT1H")
    Duration longest();
}
