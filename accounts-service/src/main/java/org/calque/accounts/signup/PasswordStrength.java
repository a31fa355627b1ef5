package org.calque.accounts.signup;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Optional;

/// How hard a password is to guess. The dictionaries are loaded when they are first needed.
final class PasswordStrength {
    private static final int SHORTEST = 8;
    static final int LONGEST = 64;
    private static final int GOOD_SCORE = 3;

    private static final class Estimator {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    private PasswordStrength() {}

    /// What is wrong with a password, if anything.
    ///
    /// @param about what an attacker knows of its owner
    static Optional<String> problem(String password, List<String> about) {
        if (password.length() < SHORTEST) {
            return Optional.of("Your password must not be very easy to guess.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("Your password must be at most 64 characters long.");
        }
        var strength = Estimator.ZXCVBN.measure(password, about);
        return strength.getScore() >= GOOD_SCORE
                ? Optional.empty()
                : Optional.of(help(strength.getFeedback().getWarning()));
    }

    private static String help(String warning) {
        return "Password is too weak. "
                + (warning == null || warning.isEmpty()
                        ? "Use more words or characters that nobody would expect."
                        : warning);
    }
}
