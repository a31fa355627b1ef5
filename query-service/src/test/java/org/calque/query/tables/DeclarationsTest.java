package org.calque.query.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.calque.query.oracle.Rules;
import org.junit.jupiter.api.Test;

/// Declarations are what the contract says, table by table and column by column.
class DeclarationsTest {
    @Test
    void all128TablesOfTheContractAreKnownAndNoOthers() {
        var rules = Rules.all();
        assertEquals(128, rules.size());
        assertTrue(rules.keySet().stream().allMatch(Catalogue::isName));
        var known = new TreeSet<>(OtherTables.NAMES);
        Catalogue.all().forEach(table -> assertTrue(known.add(table.name()), table.name()));
        assertEquals(rules.keySet(), known);
    }

    @Test
    void everyTableThatIsAnsweredIsDeclaredAsTheContractHasIt() {
        Catalogue.all().forEach(table -> assertEquals(List.of(), Expectations.differences(table), table.name()));
    }
}
