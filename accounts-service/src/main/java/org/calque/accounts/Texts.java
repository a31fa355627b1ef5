package org.calque.accounts;

import java.util.Optional;

/// What texts that are kept must be like.
public final class Texts {
    private Texts() {}

    /// What is wrong with a text, in words that begin with the name of its field; empty when it can be kept.
    ///
    /// @param longest characters, as Java counts them
    public static Optional<String> problem(String field, String text, int longest) {
        if (text.length() > longest) {
            return Optional.of(field + " must have at most " + longest + " characters");
        }
        // PostgreSQL keeps no NUL in a text.
        return text.indexOf('\0') >= 0
                ? Optional.of(field + " must not contain the character with the code 0")
                : Optional.empty();
    }
}
