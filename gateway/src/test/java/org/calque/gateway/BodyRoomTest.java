package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(10);

    @Test
    void thoseWhoFindNoRoomGetItInTheOrderInWhichTheyAsked() {
        assertTrue(room.take(8).isComplete());
        var large = room.take(6);
        var small = room.take(1);
        assertFalse(large.isComplete());
        assertFalse(small.isComplete());
        room.giveBack(8);
        assertTrue(large.isComplete());
        assertTrue(small.isComplete());
    }
}
