package org.calque.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAligned() {
        var table = new Table("figure", "Calque");
        table.row("ping", "12 345/s");
        table.row("all");
        assertEquals("""
                | figure | Calque   |
                |--------|----------|
                | ping   | 12 345/s |
                | all    |          |
                """, table.toString());
    }

    @Test
    void numbersHaveThreeDigitsThatSaySomething() {
        assertEquals("12 346", Table.number(12345.6));
        assertEquals("12.3", Table.number(12.345));
        assertEquals("0.012", Table.number(0.01234));
    }
}
