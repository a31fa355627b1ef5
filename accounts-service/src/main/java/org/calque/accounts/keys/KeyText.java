package org.calque.accounts.keys;

import java.util.OptionalInt;
import org.calque.accounts.Secrets;

/// How keys are written: `sk-`, sixteen random characters, six that say the row in base 62. Keys of the old form are
/// `sk_` and 24 random characters.
final class KeyText {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LETTERS = 16;
    private static final int ROW_DIGITS = 6;
    private static final int LENGTH = 3 + RANDOM_LETTERS + ROW_DIGITS;
    private static final int LEGACY_LETTERS = 24;

    private KeyText() {}

    static String make(int row) {
        var text = new StringBuilder();
        for (int rest = row; text.length() < ROW_DIGITS; rest /= DIGITS.length()) {
            text.append(DIGITS.charAt(rest % DIGITS.length()));
        }
        return "sk-" + Secrets.letters(RANDOM_LETTERS) + text.reverse();
    }

    static String makeLegacy() {
        return "sk_" + Secrets.letters(LEGACY_LETTERS);
    }

    static boolean isLegacy(String key) {
        return key.startsWith("sk_") && key.length() == 3 + LEGACY_LETTERS;
    }

    /// The row that a key claims to be. Empty when it cannot be a key, whatever it is.
    static OptionalInt row(String key) {
        if (key.length() != LENGTH || !key.startsWith("sk-")) {
            return OptionalInt.empty();
        }
        long row = 0;
        for (char letter : key.substring(LENGTH - ROW_DIGITS).toCharArray()) {
            int digit = DIGITS.indexOf(letter);
            if (digit < 0) {
                return OptionalInt.empty();
            }
            row = row * DIGITS.length() + digit;
        }
        return row <= Integer.MAX_VALUE ? OptionalInt.of((int) row) : OptionalInt.empty();
    }

    /// What is shown of a key later: the first three and the last six characters.
    static String trunc(String key) {
        return key.substring(0, 3) + "..." + key.substring(key.length() - ROW_DIGITS);
    }
}
