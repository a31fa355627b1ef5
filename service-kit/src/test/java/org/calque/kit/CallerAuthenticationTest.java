package org.calque.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.calque.messages.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallerAuthenticationTest {
    private static final UUID PROJECT = UUID.randomUUID();

    @Test
    void aTokenWithoutLimitsLimitsNothing() {
        assertEquals(Limits.NONE, CallerAuthentication.limits(null));
    }

    @Test
    void theLimitsOfATokenAreThoseOfTheKey() {
        assertEquals(
                new Limits(Set.of("read"), Set.of(PROJECT), List.of("10.0.0.0/8")),
                CallerAuthentication.limits(Map.of(
                        "scopes", List.of("read"),
                        "projects", List.of(PROJECT.toString()),
                        "networks", List.of("10.0.0.0/8"))));
    }

    static Stream<Object> unreadable() {
        return Stream.of(
                "all",
                1,
                List.of("read"),
                Map.of("scopes", "read"),
                Map.of("projects", List.of("all")),
                Map.of("networks", 1));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void limitsThatCannotBeReadMakeTheTokenInvalid(Object claim) {
        assertThrows(IllegalArgumentException.class, () -> CallerAuthentication.limits(claim));
    }
}
