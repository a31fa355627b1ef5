package org.calque.copies;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Copies that are made again and again.
@ConfigMapping(prefix = "calque.copies.schedules")
interface ScheduleSettings {
    /// Schedules that one account may have, not counting those that have ended.
    @WithDefault("100")
    int perAccount();

    /// Shortest time between two runs of a schedule.
    @WithDefault("PT5M")
    Duration shortestPause();

    /// How long a schedule that has ended can still be looked at.
    @WithDefault("P30D")
    Duration keepEnded();
}
