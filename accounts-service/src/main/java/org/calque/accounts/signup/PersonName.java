package org.calque.accounts.signup;

import java.util.Optional;
import java.util.regex.Pattern;

/// First and last names, which reach other people's eyes and so must not carry links.
public final class PersonName {
    private static final int LONGEST = 254;
    private static final Pattern LINK = Pattern.compile(
            "://|\\bwww\\.|[\\p{L}\\p{N}-]{2,}\\.(com|net|org|info|biz|io|ru|cn|top|xyz|site|online|shop|app|dev|me|co)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private PersonName() {}

    /// What is wrong with a name, if anything; what is cut off of a long one does not matter.
    public static Optional<String> problem(String name) {
        if (name == null) {
            return Optional.empty();
        }
        return problemOf(cut(name));
    }

    private static Optional<String> problemOf(String name) {
        if (LINK.matcher(name).find()) {
            return Optional.of("A name must not look like a link.");
        }
        return CONTROL.matcher(name).find()
                ? Optional.of("A name must not contain control characters.")
                : Optional.empty();
    }

    public static String cut(String name) {
        return name == null || name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
