package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
    @Test
    void bothNamesAreReadAndTheStricterOneWins() {
        assertEquals(Optional.of("a$b"), SessionCookie.in("x=1; remember_me=a$b"));
        assertEquals(Optional.of("strict"), SessionCookie.in("remember_me=planted; __Host-remember_me=strict"));
        assertEquals(Optional.of("a$b"), SessionCookie.in("remember_me=a%24b"));
        assertEquals(Optional.empty(), SessionCookie.in("remember_me=; xremember_me=1"));
        assertEquals(Optional.empty(), SessionCookie.in(null));
    }

    @Test
    void byHttpsPagesSetTheStricterName() {
        assertEquals(
                List.of("__Host-remember_me=a; Path=/; HttpOnly; Secure"),
                SessionCookie.handedOn("remember_me=a; Path=/; HttpOnly", true));
        assertEquals(
                List.of("__Host-remember_me=a; Path=/; Secure"),
                SessionCookie.handedOn("remember_me=a; Path=/; Secure", true));
        assertEquals(List.of("account_id=b; Path=/; Secure"), SessionCookie.handedOn("account_id=b; Path=/", true));
    }

    @Test
    void byHttpNothingIsChanged() {
        assertEquals(List.of("remember_me=a; Path=/"), SessionCookie.handedOn("remember_me=a; Path=/", false));
    }

    @Test
    void aSessionEndsUnderBothNames() {
        assertEquals(
                List.of("__Host-remember_me=; Path=/; Max-Age=0; Secure", "remember_me=; Path=/; Max-Age=0; Secure"),
                SessionCookie.handedOn("remember_me=; Path=/; Max-Age=0", true));
    }
}
