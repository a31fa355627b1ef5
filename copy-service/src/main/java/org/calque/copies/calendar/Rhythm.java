package org.calque.copies.calendar;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// The times of a cron expression by the clock of a time zone.
///
/// Where clocks are put forward, what would come in the hour that is not comes when that would have begun. Where they
/// are put back, what comes at an hour comes once, the first time. What comes every hour (`*`) goes by the time that
/// passes: it neither falls out nor comes together.
public final class Rhythm {
    private static final int LONGEST = 200;
    private static final int MOST_PASSED = 10_000;
    private static final int LOOKED_AT = 300;
    private static final String FORM =
            "cron must be minute, hour, day of the month, month and day of the week, such as '30 6 * * MON-FRI'";

    private final ExecutionTime times;
    private final boolean everyHour;
    private final ZoneId zone;

    private Rhythm(ExecutionTime times, boolean everyHour, ZoneId zone) {
        this.times = times;
        this.everyHour = everyHour;
        this.zone = zone;
    }

    /// A text is no rhythm; the message says which, and why.
    public static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message, null, false, false);
        }
    }

    /// The last of the times that have come.
    ///
    /// @param time   when it was
    /// @param passed how many came before it
    public record Latest(Instant time, int passed) {}

    /// @param cron     five fields
    /// @param timeZone the name of a zone
    public static Rhythm of(String cron, String timeZone) throws Unclear {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new Unclear("time_zone must be the name of a time zone such as Europe/Berlin");
        }
        if (cron == null || cron.isBlank()) {
            throw new Unclear("cron must be specified");
        }
        if (cron.length() > LONGEST) {
            throw new Unclear("cron may have at most " + LONGEST + " characters");
        }
        var fields = cron.strip().split("\\s+");
        if (fields.length != 5) {
            throw new Unclear(FORM);
        }
        try {
            var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            var times = ExecutionTime.forCron(parser.parse(String.join(" ", fields)));
            return new Rhythm(times, fields[1].equals("*"), ZoneId.of(timeZone));
        } catch (IllegalArgumentException unreadable) {
            throw new Unclear(FORM + ": " + unreadable.getMessage());
        }
    }

    /// The first time after this one; empty when none ever comes.
    public Optional<Instant> after(Instant time) {
        return everyHour ? afterAsTimePasses(time) : afterByTheClock(time);
    }

    private Optional<Instant> afterByTheClock(Instant time) {
        var next = next(LocalDateTime.ofInstant(time, zone));
        while (next.isPresent() && !instant(next.get()).isAfter(time)) {
            next = next(next.get());
        }
        return next.map(this::instant);
    }

    private Instant instant(LocalDateTime local) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /// From one change of the clock to the next, the offset is the same.
    private Optional<Instant> afterAsTimePasses(Instant time) {
        var rules = zone.getRules();
        var offset = rules.getOffset(time);
        var next = next(LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset));
        var change = rules.nextTransition(time);
        while (change != null
                && next.isPresent()
                && !next.get().toInstant(offset).isBefore(change.getInstant())) {
            offset = change.getOffsetAfter();
            next = next(change.getDateTimeAfter().minusSeconds(1));
            change = rules.nextTransition(change.getInstant());
        }
        var last = offset;
        return next.map(it -> it.toInstant(last));
    }

    private Optional<LocalDateTime> next(LocalDateTime local) {
        return times.nextExecution(local.atZone(ZoneOffset.UTC)).map(it -> it.toLocalDateTime());
    }

    /// The last time that has come by now, of those from `first` on.
    public Latest latest(Instant first, Instant now) {
        var latest = first;
        int passed = 0;
        for (var next = after(first);
                passed < MOST_PASSED && next.isPresent() && !next.get().isAfter(now);
                next = after(latest)) {
            latest = next.get();
            passed++;
        }
        return new Latest(latest, passed);
    }

    /// The shortest time between two of the many that come next; empty when fewer than two come.
    public Optional<Duration> shortestPause(Instant now) {
        var shortest = Optional.<Duration>empty();
        var last = after(now);
        for (int i = 0; i < LOOKED_AT && last.isPresent(); i++) {
            var next = after(last.get());
            if (next.isPresent()) {
                var pause = Duration.between(last.get(), next.get());
                if (shortest.isEmpty() || pause.compareTo(shortest.get()) < 0) {
                    shortest = Optional.of(pause);
                }
            }
            last = next;
        }
        return shortest;
    }
}
