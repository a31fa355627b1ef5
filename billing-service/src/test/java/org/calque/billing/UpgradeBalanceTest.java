package org.calque.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpgradeBalanceTest {
    private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");

    @Test
    void whatIsNotInUseIsAvailable() {
        var balance = UpgradeBalance.of(Map.of("cores", 4.0, "memory", 2000.0), Map.of(A, Map.of("cores", 1.0)));
        assertEquals(Map.of("cores", 4.0, "memory", 2000.0), balance.total());
        assertEquals(Map.of("cores", 3.0, "memory", 2000.0), balance.available());
        assertEquals(Map.of(), balance.excess());
    }

    @Test
    void whatIsInUseBeyondWhatIsOwnedIsExcessOfTheProjectThatIsServedLast() {
        var balance = UpgradeBalance.of(Map.of("cores", 3.0), Map.of(A, Map.of("cores", 2.0), B, Map.of("cores", 2.0)));
        assertEquals(Map.of("cores", 0.0), balance.available());
        assertEquals(Map.of(B, Map.of("cores", 1.0)), balance.excess());
    }

    @Test
    void anUpgradeThatIsNotOwnedAtAllIsExcess() {
        var balance = UpgradeBalance.of(Map.of(), Map.of(A, Map.of("network", 1.0)));
        assertEquals(Map.of(A, Map.of("network", 1.0)), balance.excess());
        assertEquals(Map.of(), balance.available());
    }
}
