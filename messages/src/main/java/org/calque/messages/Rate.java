package org.calque.messages;

import java.time.Duration;
import java.util.List;

/// How often one caller may make a call; what is beyond is refused.
///
/// @param perSecond calls within any second
/// @param perMinute calls within any minute
/// @param perHour   calls within any hour
public record Rate(int perSecond, int perMinute, int perHour) {
    /// That of most calls that have one.
    public static final Rate USUAL = new Rate(3, 15, 200);

    /// One of its three rules.
    ///
    /// @param time calls within any time of this length
    /// @param unit its name
    public record Rule(int most, Duration time, String unit) {}

    /// Its rules, the shortest time first.
    public List<Rule> rules() {
        return List.of(
                new Rule(perSecond, Duration.ofSeconds(1), "second"),
                new Rule(perMinute, Duration.ofMinutes(1), "minute"),
                new Rule(perHour, Duration.ofHours(1), "hour"));
    }
}
