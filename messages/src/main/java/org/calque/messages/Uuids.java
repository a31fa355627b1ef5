package org.calque.messages;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids as clients send them.
public final class Uuids {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /// The id in this text: 36 characters in the 8-4-4-4-12 form, either case, any version. Empty for all else.
    public static Optional<UUID> parse(String text) {
        return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static boolean isUuid(String text) {
        return text != null && FORM.matcher(text).matches();
    }
}
