package org.calque.local.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without eyes: it keeps cookies, sends forms as they were shown, and follows no redirect.
final class Web {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Pattern MARK = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String baseUrl;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String mark = "";

    Web(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /// What came back.
    record Answer(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String body() {
            return http.body();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    Web with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    Answer get(String path) {
        return send(path, request(path).GET());
    }

    /// Sends the form that was shown last.
    ///
    /// @param fields names and values, in turn
    Answer post(String path, String... fields) {
        var form = new StringBuilder("csrf=" + encoded(mark));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        SeenSecrets.rememberAllIn(path, form.toString());
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString())));
    }

    private HttpRequest.Builder request(String path) {
        SeenSecrets.rememberAllIn(path, path);
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(String path, HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            SeenSecrets.rememberAllIn(path, answer.body());
            answer.headers().firstValue("Location").ifPresent(to -> SeenSecrets.rememberAllIn(path, to));
            SeenSecrets.rememberCookies(answer.headers().allValues("Set-Cookie"));
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            var shown = MARK.matcher(answer.body());
            if (shown.find()) {
                mark = shown.group(1);
            }
            return new Answer(answer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void keep(String cookie) {
        int equals = cookie.indexOf('=');
        cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1, cookie.indexOf(';')));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
