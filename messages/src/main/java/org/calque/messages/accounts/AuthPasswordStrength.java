package org.calque.messages.accounts;

import org.calque.messages.Reply;
import org.calque.messages.Request;

/// Tells how hard a password is to guess. A password that cannot be one is refused with status 400.
///
/// Source: API v2, `auth/password-strength`.
///
/// @param password 8 to 64 characters
public record AuthPasswordStrength(String password) implements Request {
    @Override
    public String toString() {
        return "auth/password-strength";
    }

    /// @param score 0 to 4; 3 and 4 are good enough for sign-up
    /// @param help  how to do better, where that is needed
    public record Strength(int score, String help) implements Reply {}
}
