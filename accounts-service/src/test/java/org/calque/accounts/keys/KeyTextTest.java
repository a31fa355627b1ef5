package org.calque.accounts.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 61, 62, 3843, 3844, 1_000_000, Integer.MAX_VALUE})
    void aKeySaysItsRow(int row) {
        var key = KeyText.make(row);
        assertTrue(key.matches("sk-[0-9A-Za-z]{22}"), key);
        assertEquals(OptionalInt.of(row), KeyText.row(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-aaaaaaaaaaaaaaaa2LKcb2",
                "sk-aaaaaaaaaaaaaaaazzzzzz",
                "sk-aaaaaaaaaaaaaaaa00000é",
                "sk-aaaaaaaaaaaaaaaa00001",
                "sk-aaaaaaaaaaaaaaaaa000001",
                "ab-aaaaaaaaaaaaaaaa000001"
            })
    void whatIsBeyondTheLastRowOrNoKeyHasNoRow(String key) {
        assertEquals(OptionalInt.empty(), KeyText.row(key));
    }

    @Test
    void aTruncatedKeyShowsThreeAndSixCharacters() {
        assertEquals("sk-...000001", KeyText.trunc("sk-abcdefghijklmnop000001"));
    }
}
