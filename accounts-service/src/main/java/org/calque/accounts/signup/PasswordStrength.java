package org.calque.accounts.signup;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.calque.accounts.Account;

/// How hard a password is to guess. The dictionaries are loaded when they are first needed.
public final class PasswordStrength {
    public static final int SHORTEST = 8;
    public static final int LONGEST = 64;
    public static final int SHORTEST_OF_V1 = 6;
    private static final int GOOD_SCORE = 3;

    /// @param score from 0, guessed at once, to 4
    /// @param help  how to do better; null for a good password
    public record Strength(int score, String help) {}

    private static final class Estimator {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    private PasswordStrength() {}

    /// What is wrong with a password, if anything.
    ///
    /// @param about what an attacker knows of its owner
    public static Optional<String> problem(String password, List<String> about) {
        if (password.length() < SHORTEST) {
            return Optional.of("Your password must not be very easy to guess.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("Your password must be at most 64 characters long.");
        }
        return Optional.ofNullable(of(password, about).help());
    }

    /// What is wrong with a new password of this account, if anything.
    public static Optional<String> problem(String password, Account owner) {
        return problem(
                password,
                Stream.of(owner.emailAddress, owner.firstName, owner.lastName)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /// What is wrong with a password for API v1, which looks at its length only.
    public static Optional<String> problemOfLength(String password) {
        return password.length() < SHORTEST_OF_V1 || password.length() > LONGEST
                ? Optional.of("Password must be between 6 and 64 characters in length.")
                : Optional.empty();
    }

    /// The strength of a password that has at most [#LONGEST] characters.
    ///
    /// @param about what an attacker knows of its owner
    public static Strength of(String password, List<String> about) {
        var measured = Estimator.ZXCVBN.measure(password, about);
        return new Strength(
                measured.getScore(),
                measured.getScore() >= GOOD_SCORE
                        ? null
                        : help(measured.getFeedback().getWarning()));
    }

    private static String help(String warning) {
        return "Password is too weak. "
                + (warning == null || warning.isEmpty()
                        ? "Use more words or characters that nobody would expect."
                        : warning);
    }
}
