package org.calque.copies.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.calque.copies.calendar.Rhythm.Unclear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Clocks are put forward in Berlin: there is no 02:30 on the 29th of March 2026.
                "30 2 * * *    | 2026-03-28T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
                "0,30 2 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z 2026-03-30T00:30:00Z",
                "30 * * * *    | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:30:00Z 2026-03-29T02:30:00Z",
                "*/20 * * * *  | 2026-03-29T00:30:00Z | 2026-03-29T00:40:00Z 2026-03-29T01:00:00Z 2026-03-29T01:20:00Z",
                // They are put back: 02:30 comes twice on the 25th of October 2026.
                "30 2 * * *    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
                "30 2 * * *    | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
                "30 * * * *    | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z",
                "0 * * * *     | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z",
                // Other days.
                "0 6 * * MON-FRI | 2026-11-27T12:00:00Z | 2026-11-30T05:00:00Z 2026-12-01T05:00:00Z",
                "0 6 * * 0       | 2026-11-27T12:00:00Z | 2026-11-29T05:00:00Z 2026-12-06T05:00:00Z",
                "0 6 * * 7       | 2026-11-27T12:00:00Z | 2026-11-29T05:00:00Z",
                "0 0 13 * FRI    | 2026-11-01T00:00:00Z | 2026-11-05T23:00:00Z 2026-11-12T23:00:00Z 2026-11-19T23:00:00Z",
                "0 0 29 2 *      | 2026-11-27T12:00:00Z | 2028-02-28T23:00:00Z 2032-02-28T23:00:00Z",
                "59 23 31 12 *   | 2026-11-27T12:00:00Z | 2026-12-31T22:59:00Z",
            })
    void timesGoByTheClockOfTheZone(String cron, Instant from, String expected) throws Unclear {
        var rhythm = Rhythm.of(cron, "Europe/Berlin");
        var times = new ArrayList<String>();
        var at = from;
        for (int i = 0; i < expected.split(" ").length; i++) {
            at = rhythm.after(at).orElseThrow();
            times.add(at.toString());
        }
        assertEquals(expected, String.join(" ", times));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void whatNeverComesIsKnown(String cron) throws Unclear {
        var rhythm = Rhythm.of(cron, "UTC");
        assertEquals(
                Optional.empty(),
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> rhythm.after(Instant.parse("2026-11-27T12:00:00Z"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "           | UTC           | cron must be specified",
                "* * * *    | UTC           | cron must be minute, hour",
                "0 0 0 * * * | UTC          | cron must be minute, hour",
                "@daily     | UTC           | cron must be minute, hour",
                "61 * * * * | UTC           | cron must be minute, hour",
                "a b c d e  | UTC           | cron must be minute, hour",
                "5-1/0 * * * * | UTC        | cron must be minute, hour",
                "* * * * *  | Mars/Olympus  | time_zone must be the name of a time zone such as Europe/Berlin",
                "* * * * *  | +01:00        | time_zone must be the name of a time zone such as Europe/Berlin",
            })
    void whatIsNoRhythmIsRefusedInWords(String cron, String zone, String words) {
        var unclear = assertThrows(Unclear.class, () -> Rhythm.of(cron, zone));
        assertTrue(unclear.getMessage().startsWith(words), unclear::getMessage);
    }

    @Test
    void ofTimesThatPassedByTheLastIsKnownAndHowManyCameBefore() throws Unclear {
        var rhythm = Rhythm.of("0 * * * *", "UTC");
        var first = Instant.parse("2026-11-27T12:00:00Z");
        assertEquals(new Rhythm.Latest(first, 0), rhythm.latest(first, first.plusSeconds(59)));
        assertEquals(
                new Rhythm.Latest(Instant.parse("2026-11-27T15:00:00Z"), 3),
                rhythm.latest(first, Instant.parse("2026-11-27T15:30:00Z")));
    }

    @Test
    void theShortestPauseIsFoundAlsoAcrossMidnight() throws Unclear {
        var now = Instant.parse("2026-11-27T12:00:00Z");
        assertEquals(
                List.of(5L, 2L, 10L),
                List.of(minutes("*/5 * * * *", now), minutes("0,2 3 * * *", now), minutes("55,5 0,23 * * *", now)));
    }

    private static long minutes(String cron, Instant now) throws Unclear {
        return Rhythm.of(cron, "UTC").shortestPause(now).orElseThrow().toMinutes();
    }
}
