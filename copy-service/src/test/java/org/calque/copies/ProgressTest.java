package org.calque.copies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.calque.copies.Progress.Reached;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void whatRsyncTellsIsReadAndToldOnce() {
        progress.hear("eady\n\r         32,768   0%    0.00kB/s    0:00:00  ");
        assertEquals(Optional.empty(), progress.news());
        progress.hear("\r           4096  12%    1.95MB/s    0:00:00 (xfr#3, to-chk=5/20)\r   81");
        assertEquals(Optional.of(new Reached(4096, 3, 12)), progress.news());
        assertEquals(Optional.empty(), progress.news());
        progress.hear("92  40%    1.95MB/s    0:00:01  \r");
        assertEquals(Optional.of(new Reached(8192, 3, 40)), progress.news());
    }

    @Test
    void whatIsNoProgressIsPassedOver() {
        progress.hear("rsync: something else\n" + "9".repeat(1_000) + "\r 99999999999999999999 1% a b\r");
        assertEquals(Optional.empty(), progress.news());
    }

    @Test
    void whatTheServiceCopiesItselfIsCounted() {
        progress.count(1_000, 4_000);
        assertEquals(Optional.of(new Reached(1_000, 0, 25)), progress.news());
        progress.count(3_000, 4_000);
        progress.count(0, 4_000);
        assertEquals(Optional.of(new Reached(4_000, 1, 100)), progress.news());
    }

    @Test
    void whereNobodyHasCountedThereIsNoPercent() {
        progress.count(1_000, 0);
        assertEquals(Optional.of(new Reached(1_000, 0, null)), progress.news());
    }
}
