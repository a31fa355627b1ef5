package org.calque.local.stories.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.calque.local.stories.fuzz.Caller.Kind;

/// What administrators do not ask for, since it would break the system for all others. Everybody else does.
enum Exclusion {
    /// One of them is the key by which the tests look after the system.
    KEYS_BY_THEIR_NUMBER("/api/v2/admin/keys", "delete"),

    /// Where there is one, nobody signs up without.
    REGISTRATION_TOKENS("/api/v2/admin/registration-tokens", "create|edit"),

    /// The same by another way.
    REGISTRATION_TOKENS_BY_QUERY("query", "registration_tokens"),

    /// The same by the bridge.
    REGISTRATION_TOKENS_BY_THE_BRIDGE("/api/conat/hub", "registration_tokens");

    private final String path;
    private final Pattern words;

    Exclusion(String path, String words) {
        this.path = path;
        this.words = Pattern.compile(words);
    }

    static boolean holdsFor(Call call) {
        return call.caller().kind() == Kind.ADMINISTRATOR
                && call.body() != null
                && Arrays.stream(values()).anyMatch(it -> it.meets(call));
    }

    private boolean meets(Call call) {
        return call.operation().path().contains(path)
                && words.matcher(new String(call.body(), UTF_8)).find();
    }
}
