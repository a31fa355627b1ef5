package org.calque.local.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// What clients of this test run have sent or were given that is written down nowhere: [SecretsScanTest] looks for it
/// when all else is done.
public final class SeenSecrets {
    /// What a secret is for. The scan wants to have seen one of each.
    public enum Kind {
        KEY,
        PASSWORD,
        COOKIE,
        AUTH_TOKEN,
        RESET,
        VERIFICATION,
        REGISTRATION,
        DATABASE_PASSWORD,
        SIGNING_KEY
    }

    private static final Map<String, Kind> FIELDS = Map.ofEntries(
            Map.entry("password", Kind.PASSWORD),
            Map.entry("old_password", Kind.PASSWORD),
            Map.entry("new_password", Kind.PASSWORD),
            Map.entry("currentPassword", Kind.PASSWORD),
            Map.entry("newPassword", Kind.PASSWORD),
            Map.entry("secret", Kind.KEY),
            Map.entry("api_key", Kind.KEY),
            Map.entry("auth_token", Kind.AUTH_TOKEN),
            Map.entry("authToken", Kind.AUTH_TOKEN),
            Map.entry("reset_code", Kind.RESET),
            Map.entry("passwordResetId", Kind.RESET),
            Map.entry("registrationToken", Kind.REGISTRATION),
            Map.entry("registration_token", Kind.REGISTRATION));
    private static final Map<Pattern, Kind> LINKS = Map.of(
            Pattern.compile("/auth/password-reset/([\\w-]+)"), Kind.RESET,
            Pattern.compile("/auth/verify-email\\?[^\" ]*?token=([\\w-]+)"), Kind.VERIFICATION,
            Pattern.compile("[?&]auth_token=([\\w-]+)"), Kind.AUTH_TOKEN,
            Pattern.compile("[?&]api_key=([\\w-]+)"), Kind.KEY,
            Pattern.compile("\\bremember_me=([^;\"\\s]+)"), Kind.COOKIE);
    private static final Pattern KEY = Pattern.compile("sk-(\\w{16})\\w{6}|sk_(\\w{24})");
    private static final Pattern FORM_FIELD = Pattern.compile("(?:^|&)(\\w+)=([\\w%+.*-]*)");
    private static final int SHORTEST = 10;

    /// They are for all people of a project to read, so the database holds them as they are.
    private static final String INVITE_TOKENS = "project_invite_tokens";

    private static final Map<Kind, Set<String>> SEEN = new EnumMap<>(Kind.class);

    static {
        for (var kind : Kind.values()) {
            SEEN.put(kind, ConcurrentHashMap.newKeySet());
        }
    }

    private SeenSecrets() {}

    static Set<String> of(Kind kind) {
        return Set.copyOf(SEEN.get(kind));
    }

    /// Short texts and plain words are passed over: they stand in many places by themselves. Of a key the random part
    /// is a secret already.
    public static void remember(Kind kind, String secret) {
        if (secret.length() < SHORTEST || secret.chars().noneMatch(Character::isDigit)) {
            return;
        }
        SEEN.get(kind).add(secret);
        var key = KEY.matcher(secret);
        if (key.matches()) {
            SEEN.get(Kind.KEY).add(key.group(1) == null ? key.group(2) : key.group(1));
        }
    }

    /// Takes the secrets out of what was sent to a path or came back from it.
    public static void rememberAllIn(String path, String body) {
        for (var link : LINKS.entrySet()) {
            link.getKey().matcher(body).results().forEach(it -> {
                remember(link.getValue(), it.group(1));
                remember(link.getValue(), URLDecoder.decode(it.group(1), StandardCharsets.UTF_8));
            });
        }
        var json = parsed(body);
        if (json.isContainerNode()) {
            rememberFields(path, json);
        } else {
            rememberForm(path, body);
        }
    }

    private static void rememberForm(String path, String body) {
        FORM_FIELD
                .matcher(body)
                .results()
                .forEach(it -> remember(path, it.group(1), URLDecoder.decode(it.group(2), StandardCharsets.UTF_8)));
    }

    static void rememberCookies(List<String> headers) {
        headers.forEach(it -> rememberAllIn("", it));
    }

    private static void rememberFields(String path, JsonNode node) {
        node.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                remember(path, field.getKey(), field.getValue().textValue());
            }
        });
        if (node.isArray()) {
            node.forEach(child -> rememberFields(path, child));
        }
        node.properties().stream()
                .filter(field -> !field.getKey().equals(INVITE_TOKENS))
                .forEach(field -> rememberFields(path, field.getValue()));
    }

    private static void remember(String path, String field, String value) {
        var kind = field.equals("token") ? tokenOf(path) : FIELDS.get(field);
        if (kind != null) {
            remember(kind, value);
        }
    }

    /// A client may send and get other things than JSON; they have no fields.
    private static JsonNode parsed(String body) {
        try {
            return Client.JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /// Null where a token is no secret of the system's.
    private static Kind tokenOf(String path) {
        if (path.endsWith("/projects/invite-tokens")) {
            return null;
        }
        return path.contains("verif") ? Kind.VERIFICATION : Kind.REGISTRATION;
    }
}
