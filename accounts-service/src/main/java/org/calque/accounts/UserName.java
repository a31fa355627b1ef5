package org.calque.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Uuids;

/// The rules for the name by which an account is found: part of addresses, so it must not be taken for another word.
final class UserName {
    private static final int LONGEST = 39;
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9](-?[a-zA-Z0-9])*");
    private static final Set<String> RESERVED = read("/reserved-names.txt");

    private UserName() {}

    static void check(String name) throws SetRefused {
        if (name.isEmpty()) {
            throw new SetRefused("Error: name must have at least 1 character");
        }
        if (Uuids.isUuid(name)) {
            throw new SetRefused("Error: name must not be a v4 UUID");
        }
        if (name.length() > LONGEST) {
            throw new SetRefused("Error: name must have at most 39 characters");
        }
        if (name.contains("--")) {
            throw new SetRefused("Error: name must not contain consecutive hyphens");
        }
        if (!FORM.matcher(name).matches()) {
            throw new SetRefused("Error: name must contain only a-z,A-Z,0-9, or -, and not start with hyphen.");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new SetRefused("Error: username \"" + name + "\" is reserved -- not available");
        }
    }

    private static Set<String> read(String resource) {
        try (var lines = new BufferedReader(
                new InputStreamReader(UserName.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .flatMap(line -> Pattern.compile(" ").splitAsStream(line))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
