package org.calque.kit.logging;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks what has the look of a secret: keys, tokens, passwords, cookies, `Authorization` headers, links that let
/// somebody in. The last net: whoever writes a text is to leave secrets out.
///
/// It masks too much rather than too little. A text that can hold no secret is read once and returned as it is.
public final class Redaction {
    /// Stands for what was there.
    public static final String MASK = "…";

    /// Without one of these, in either case, and without a long run of letters and digits, nothing is to be masked.
    private static final List<String> MARKS = List.of(
            "sk-",
            "sk_",
            "secret",
            "eyJ",
            "bearer",
            "basic ",
            "authorization",
            "cookie",
            "csrf",
            "password",
            "passwd",
            "token",
            "api-key",
            "api_key",
            "apikey",
            "remember_me");

    private static final String FIRST_LETTERS = "sebacptr";
    private static final int LONG_RUN = 24;
    private static final int LEAST_OF_EACH_KIND = 2;

    private static final String VALUE = "(?:\"(?:\\\\.|[^\"\\\\])*+\"?|'[^']*+'?|[^\\s\"',;&)}\\]<>]++)";
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:proxy-)?authorization|(?:set-)?cookie)([\"']?\\s*[:=]\\s*)(?=\\S)[^\\r\\n]*+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(password|passwd|secret|token|csrf|api[-_]?key|remember_me)([\"']?\\s*[:=]\\s*)" + VALUE);
    private static final Pattern LINK = Pattern.compile("(?i)(password-reset/)[^\\s\"'?#<>]++");
    private static final Pattern SCHEME =
            Pattern.compile("\\b((?i:bearer|basic)\\s+)(?=[A-Za-z+/._~-]*[A-Z0-9=])[A-Za-z0-9+/=._~-]{6,}+");
    private static final Pattern KEY = Pattern.compile("\\b(sk[-_])[0-9A-Za-z]{6,}+");
    private static final Pattern JWT = Pattern.compile("\\b(eyJ)[0-9A-Za-z_-]{8,}+(?:\\.[0-9A-Za-z_-]*+){0,4}");
    private static final Pattern RUN = Pattern.compile("(?<![0-9A-Za-z])[0-9A-Za-z]{" + LONG_RUN + ",}+");

    private Redaction() {}

    /// The text without what looks like a secret; the same object when there is nothing of the kind.
    public static String mask(String text) {
        if (text == null || !isSuspicious(text)) {
            return text;
        }
        var masked = HEADER.matcher(text).replaceAll("$1$2" + MASK);
        masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
        masked = LINK.matcher(masked).replaceAll("$1" + MASK);
        masked = SCHEME.matcher(masked).replaceAll("$1" + MASK);
        masked = KEY.matcher(masked).replaceAll("$1" + MASK);
        masked = JWT.matcher(masked).replaceAll("$1" + MASK);
        masked = RUN.matcher(masked)
                .replaceAll(found -> looksRandom(found.group()) ? MASK : Matcher.quoteReplacement(found.group()));
        return masked.equals(text) ? text : masked;
    }

    /// Whether a pattern might find something, without trying any.
    private static boolean isSuspicious(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            run = isLetterOrDigit(letter) ? run + 1 : 0;
            if (run >= LONG_RUN || FIRST_LETTERS.indexOf(letter | 0x20) >= 0 && isMark(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMark(String text, int at) {
        for (String mark : MARKS) {
            if (text.regionMatches(true, at, mark, 0, mark.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetterOrDigit(char letter) {
        return letter >= '0' && letter <= '9' || letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
    }

    /// Names of classes have no digits, ids and hashes no capital letters; random letters have all three.
    private static boolean looksRandom(String run) {
        return run.chars().filter(it -> it >= '0' && it <= '9').count() >= LEAST_OF_EACH_KIND
                && run.chars().filter(it -> it >= 'A' && it <= 'Z').count() >= LEAST_OF_EACH_KIND
                && run.chars().filter(it -> it >= 'a' && it <= 'z').count() >= LEAST_OF_EACH_KIND;
    }
}
