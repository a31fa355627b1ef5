package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.calendar.Rhythm;
import org.calque.copies.calendar.Rhythm.Unclear;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.copies.CopiesSchedulesCreate;

/// What may be copied once, may be copied again and again.
@ApplicationScoped
class CopiesSchedulesCreateHandler implements Handler<CopiesSchedulesCreate> {
    private final ProjectsCopyPathHandler once;
    private final Schedules schedules;
    private final ScheduleClock scheduleClock;
    private final CopyLimits limits;
    private final ScheduleSettings settings;
    private final Clock clock = Clock.systemUTC();

    CopiesSchedulesCreateHandler(
            ProjectsCopyPathHandler once,
            Schedules schedules,
            ScheduleClock scheduleClock,
            CopyLimits limits,
            ScheduleSettings settings) {
        this.once = once;
        this.schedules = schedules;
        this.scheduleClock = scheduleClock;
        this.limits = limits;
        this.settings = settings;
    }

    @Override
    public Outcome handle(CopiesSchedulesCreate request, Caller caller) {
        var refusal = once.refusal(request.copy(), caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var wish = CopyWish.of(request);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new CopyChecks(limits)
                .refusal(Copy.wished(wish, caller, now, limits.keep()))
                .orElseGet(() -> create(request, wish, caller, now));
    }

    private Outcome create(CopiesSchedulesCreate request, CopyWish wish, Caller caller, Instant now) {
        try {
            var rhythm = Rhythm.of(request.cron(), request.timeZone());
            var first = rhythm.after(now);
            return first.isEmpty()
                    ? refused(Reason.INVALID, "cron must have a time that comes")
                    : tooOften(rhythm, now)
                            .orElseGet(() -> keep(schedule(request, wish, caller, now, first.get()), caller));
        } catch (Unclear unclear) {
            return refused(Reason.INVALID, unclear.getMessage());
        }
    }

    private Optional<Outcome> tooOften(Rhythm rhythm, Instant now) {
        return rhythm.shortestPause(now)
                .filter(it -> it.compareTo(settings.shortestPause()) < 0)
                .map(it -> refused(
                        Reason.INVALID,
                        "cron must leave at least %d seconds between two runs, but has two within %d"
                                .formatted(settings.shortestPause().toSeconds(), it.toSeconds())));
    }

    private static Schedule schedule(
            CopiesSchedulesCreate request, CopyWish wish, Caller caller, Instant now, Instant first) {
        return new Schedule(
                UUID.randomUUID(),
                caller.id(),
                wish,
                request.cron(),
                request.timeZone(),
                Schedule.State.ACTIVE,
                now,
                first,
                null,
                null,
                0,
                0);
    }

    private Outcome keep(Schedule schedule, Caller caller) {
        return ScheduleDoor.asSomebody(caller, account -> {
            if (!schedules.add(schedule)) {
                return refused(
                        Reason.TOO_MANY, "you may have at most " + settings.perAccount() + " schedules; end one first");
            }
            scheduleClock.added(schedule.nextDue());
            return done(schedule.reply());
        });
    }
}
