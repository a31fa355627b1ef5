package org.calque.projects;

import java.util.Optional;
import java.util.regex.Pattern;

/// What texts of a project may be. Each check answers what is wrong, in words, or nothing.
public final class Texts {
    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]+");
    private static final Pattern UUID_V4 = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /// A text of at most so many characters; the database can hold every one but NUL.
    public static Optional<String> problem(String what, String text, int longest) {
        if (text != null && text.indexOf('\0') >= 0) {
            return Optional.of(what + " must not contain a NUL character");
        }
        if (text != null && text.length() > longest) {
            return Optional.of(what + " must have at most " + longest + " characters");
        }
        return Optional.empty();
    }

    /// A name, as it may stand in an address.
    public static Optional<String> nameProblem(String name) {
        if (name.isEmpty()) {
            return Optional.of("name must have at least 1 character");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("name must have at most " + LONGEST_NAME + " characters");
        }
        if (UUID_V4.matcher(name).matches()) {
            return Optional.of("name must not be a v4 UUID");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("name must contain only a-z, A-Z, 0-9, - or .");
    }
}
