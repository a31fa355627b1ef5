package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.calque.copies.SimulatedCopies.Broken;
import org.calque.copies.SimulatedCopies.Sabotage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The decisions of copies in a hundred thousand histories in which workers die, hang and come back late, the
/// database fails without saying whether it did, facts are lost, and clients delete: each copy ends once and is told
/// once, no two change one target at once, none is made before its time or after its end, none is lost, nobody is
/// passed over.
///
/// `-Dcalque.histories=10000000` runs more of them; a broken one names its seed, `-Dcalque.history=<seed>` runs it
/// alone.
class LifeSimulationTest {
    private static final long HISTORIES = Long.getLong("calque.histories", 100_000);

    @Test
    void nothingThatMustHoldIsBrokenInAnyHistory() {
        var only = Long.getLong("calque.history");
        if (only != null) {
            new SimulatedCopies(only, Sabotage.NOTHING).run();
            return;
        }
        runAll(ThreadLocalRandom.current().nextLong(1L << 40), HISTORIES, Sabotage.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void whatIsBrokenOnPurposeIsNoticed(Sabotage sabotage) {
        assertThrows(Broken.class, () -> runAll(0, 20_000, sabotage));
    }

    private static void runAll(long firstSeed, long count, Sabotage sabotage) {
        LongStream.range(firstSeed, firstSeed + count).parallel().forEach(seed -> {
            try {
                new SimulatedCopies(seed, sabotage).run();
            } catch (Broken broken) {
                throw new Broken(broken.getMessage() + " in the history of seed " + seed);
            }
        });
    }
}
