package org.calque.accounts.signup;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/// How hard a password is to guess. The dictionaries are loaded when they are first needed.
public final class PasswordStrength {
    public static final int SHORTEST = 8;
    public static final int LONGEST = 64;
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
