package org.calque.messages;

import java.util.Optional;
import java.util.UUID;

/// Ids as clients send them.
public final class Uuids {
    private static final String FORM = "00000000-0000-0000-0000-000000000000";

    private Uuids() {}

    /// The id in this text: 36 characters in the 8-4-4-4-12 form, either case, any version. Empty for all else.
    public static Optional<UUID> parse(String text) {
        return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static boolean isUuid(String text) {
        if (text == null || text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = FORM.charAt(i) == '-' ? c == '-' : isHexadecimal(c);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexadecimal(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
