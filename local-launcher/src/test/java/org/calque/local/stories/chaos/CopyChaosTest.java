package org.calque.local.stories.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.calque.local.RunningSystem;
import org.calque.local.SecondCopies;
import org.junit.jupiter.api.Test;

/// Copies of every kind, two replicas that make them, and all parts of the system dying and hanging meanwhile: each
/// copy ends once and well, none begins before its time, and nothing of them is left behind.
///
/// `./calque chaos copies` runs it long; `-Dcalque.chaos.seed=…` begins with the same seed.
class CopyChaosTest {
    private static final int COPIES = Integer.getInteger("calque.chaos.copies", 60);
    private static final long SEED = Long.getLong("calque.chaos.seed", System.nanoTime() & 0xffffff);
    private static final boolean LONG = COPIES > 500;

    @Test
    void eachCopyEndsOnceWhateverDies() throws Exception {
        var system = RunningSystem.shared();
        try (var second = new SecondCopies(system);
                var ledger = new Ledger(system, SEED)) {
            var copies = new ManyCopies(system, ledger, COPIES);
            var asking = Thread.ofVirtual().start(copies::ask);
            try (var trouble = new Trouble(system, second, ledger, LONG)) {
                trouble.until(() -> !asking.isAlive() && copies.haveAllBegun());
            }
            asking.join();
            system.awaitReady();
            copies.awaitEnds();
            var wrong = copies.whatIsWrong();
            ledger.print();
            assertEquals(List.of(), wrong, "with seed " + SEED);
        }
    }
}
