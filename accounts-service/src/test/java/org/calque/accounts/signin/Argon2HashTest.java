package org.calque.accounts.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Argon2HashTest {
    /// From the tests of the reference implementation.
    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);

    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        assertTrue(Argon2Hash.parse(REFERENCE).matches("password"));
        assertFalse(Argon2Hash.parse(REFERENCE).matches("Password"));
        assertEquals(REFERENCE, Argon2Hash.parse(REFERENCE).toString());
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        var one = Argon2Hash.of("secret", CHEAP);
        assertNotEquals(one.toString(), Argon2Hash.of("secret", CHEAP).toString());
        assertTrue(Argon2Hash.parse(one.toString()).matches("secret"));
    }

    @Test
    void nobodyHasAPassword() {
        assertFalse(Argon2Hash.ofNobody(CHEAP).matches(""));
    }

    @Test
    void anotherFormIsNotTakenForAHash() {
        assertThrows(IllegalArgumentException.class, () -> Argon2Hash.parse("sha512$abc$1000$def"));
    }
}
