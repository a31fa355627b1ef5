package org.calque.messages.accounts;

import java.util.UUID;
import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Signs in by e-mail address and password; the reply sets the session cookie.
///
/// Source: API v2, `auth/sign-in`.
///
/// @param email    the address
/// @param password the password
public record AuthSignIn(String email, String password) implements Request {

    @Override
    public String toString() {
        return "auth/sign-in";
    }
    /// @param accountId who is signed in
    public record SignedIn(UUID accountId) implements Reply {}
}
