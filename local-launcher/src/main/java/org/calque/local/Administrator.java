package org.calque.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import org.calque.embedded.Secrets;

/// The first administrator, whom accounts-service makes, and an API key of its own, which it makes here as any client
/// would.
final class Administrator {
    static final String EMAIL = "admin@calque.local";
    private static final String COOKIE = "remember_me";
    private final Settings settings;

    Administrator(Settings settings) {
        this.settings = settings;
    }

    /// Makes a key unless there is one from an earlier start.
    void makeKeyOnce() throws IOException {
        var file = settings.folders().apiKey();
        if (!Files.exists(file)) {
            var json = new ObjectMapper();
            Secrets.write(file, makeKey(json, signIn(json)) + "\n");
        }
    }

    private String signIn(ObjectMapper json) throws IOException {
        var password = Files.readString(settings.folders().adminPassword()).strip();
        var body = json.writeValueAsString(Map.of("email", EMAIL, "password", password));
        var response = Http.post(settings.url() + "/api/v2/auth/sign-in", body, Map.of());
        return response.cookies().stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .findFirst()
                .orElseThrow(() -> refused("sign in as " + EMAIL, response));
    }

    private String makeKey(ObjectMapper json, String cookie) throws IOException {
        var body = json.writeValueAsString(Map.of("action", "create", "name", "calque up"));
        var response = Http.post(settings.url() + "/api/v2/api-keys", body, Map.of("Cookie", cookie));
        if (response.status() != 200) {
            throw refused("make an API key", response);
        }
        var secret = json.readTree(response.body()).path("response").path(0).path("secret");
        if (!secret.isTextual()) {
            throw refused("make an API key", response);
        }
        return secret.asText();
    }

    private Complaint refused(String deed, Http.Answer response) {
        var lines = response.body().lines().limit(5).collect(Collectors.joining(" "));
        var hint = settings.database().isPresent()
                ? " If this database had an administrator before, its password is not ours: put a key of yours into "
                        + settings.folders().apiKey() + "."
                : "";
        return new Complaint("could not " + deed + ": " + response.status() + " " + lines + hint);
    }
}
