package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-11-21T08:20:00.250Z                                | 2026-11-21T08:20:00.250Z
                    2026-11-21T08:20:00                                     | 2026-11-21T08:20:00Z
                    2026-11-21T08:20                                        | 2026-11-21T08:20:00Z
                    2026-11-21 08:20:00                                     | 2026-11-21T08:20:00Z
                    2026-11-21T08:20:00.123456                              | 2026-11-21T08:20:00.123456Z
                    2026-11-21T09:20:00+01:00                               | 2026-11-21T08:20:00Z
                    2026-11-21T03:20:00-0500                                | 2026-11-21T08:20:00Z
                    2026-11-21 08:20:00 Z                                   | 2026-11-21T08:20:00Z
                    2026-11-21                                              | 2026-11-21T00:00:00Z
                    2026-11                                                 | 2026-11-01T00:00:00Z
                    2026                                                    | 2026-01-01T00:00:00Z
                    2026-11-21T24:00:00Z                                    | 2026-11-22T00:00:00Z
                    Sat, 21 Nov 2026 08:20:00 GMT                           | 2026-11-21T08:20:00Z
                    Sat, 21 Nov 2026 09:20:00 +0100                         | 2026-11-21T08:20:00Z
                    Sat Nov 21 2026 09:20:00 GMT+0100 (Central European Time) | 2026-11-21T08:20:00Z
                    Sat Nov 21 2026                                         | 2026-11-21T00:00:00Z
                    Nov 21, 2026 8:20 PM                                    | 2026-11-21T20:20:00Z
                    November 21, 2026                                       | 2026-11-21T00:00:00Z
                    November 21, 2026 12:05:00 AM                           | 2026-11-21T00:05:00Z
                    21 Nov 2026 08:20                                       | 2026-11-21T08:20:00Z
                    11/21/2026                                              | 2026-11-21T00:00:00Z
                    11/21/2026, 8:20:00 AM                                  | 2026-11-21T08:20:00Z
                    11/21/2026 08:20 EST                                    | 2026-11-21T13:20:00Z
                    2026/11/21 08:20:00                                     | 2026-11-21T08:20:00Z
                    1795249200000                                           | 2026-11-21T08:20:00Z
                    """)
    void timesAreReadAsBrowsersReadThem(String text, Instant time) {
        assertEquals(Optional.of(time), parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-13-01",
                "2026-11-31T00:00:00Z",
                "2026-11-21T25:00:00Z",
                "21/11/2026",
                "Foo 21, 2026",
                "Nov 21, 2026 13:00 PM",
                "11/21/2026 08:20 somewhere",
                "99999999999999999999",
                "0000-01-01",
                "2026-11-21T08:20:00Z and more"
            })
    void whatIsNoTimeIsNoTime(String text) {
        assertEquals(Optional.empty(), parse(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1795249200000L})
    void aNumberIsMilliseconds(long millis) {
        assertEquals(
                Optional.of(Instant.ofEpochMilli(millis)),
                ScheduledTime.parse(JsonNodeFactory.instance.numberNode(millis)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {8.65e15, Double.NaN, -8.64e15})
    void numbersOutOfRangeAreNoTimes(double millis) {
        assertEquals(Optional.empty(), ScheduledTime.parse(JsonNodeFactory.instance.numberNode(millis)));
    }

    private static Optional<Instant> parse(String text) {
        JsonNode node = JsonNodeFactory.instance.textNode(text);
        return ScheduledTime.parse(node);
    }
}
