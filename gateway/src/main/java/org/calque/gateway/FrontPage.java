package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Event;
import org.calque.messages.Json;
import org.calque.messages.Options;
import org.calque.messages.Route;
import org.calque.messages.Service;

/// What a person or a program finds at `/`: what this is, and everything that can be called, from the catalogue.
@Singleton
class FrontPage {
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");

    private final byte[] html;
    private final byte[] json;
    private final String contentSecurityPolicy;

    /// Something that can be called.
    private record Entry(String path, Service owner, Options options) {}

    FrontPage() {
        var style = resource("front-page.css");
        html = resource("front-page.html")
                .replace("{{style}}", style)
                .replace("{{events}}", htmlOf(events()))
                .replace("{{routes}}", htmlOf(routes()))
                .getBytes(StandardCharsets.UTF_8);
        json = json();
        contentSecurityPolicy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    void answer(Exchange exchange) {
        var request = exchange.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            exchange.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw Refusal.methodNotAllowed("GET").asException();
        }
        exchange.isAbout("page");
        if (wantsJson(request.getHeader(HttpHeaders.ACCEPT))) {
            exchange.answer(200, Exchange.JSON, json, Ending.DONE);
        } else {
            exchange.answer(200, HTML, html, contentSecurityPolicy);
        }
    }

    private static boolean wantsJson(String accept) {
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }

    private static Stream<Entry> events() {
        return Arrays.stream(Event.values())
                .filter(event -> event.owner() != Service.NOBODY)
                .map(event -> new Entry("/api/v1/" + event.wireName(), event.owner(), event.options()));
    }

    private static Stream<Entry> routes() {
        return Arrays.stream(Route.values())
                .map(route -> new Entry("/api/v2/" + route.path(), route.owner(), route.options()));
    }

    private static String htmlOf(Stream<Entry> entries) {
        return entries.map(FrontPage::htmlOf).collect(Collectors.joining("\n"));
    }

    /// Names come from the catalogue and hold nothing that HTML would take for its own.
    private static String htmlOf(Entry entry) {
        List<Options.Option> options = entry.options().all();
        return "<details><summary><code>%s</code></summary>%s</details>"
                .formatted(
                        entry.path(),
                        options.isEmpty()
                                ? "<p>No options.</p>"
                                : options.stream()
                                        .map(option -> "<li><code>%s</code> %s%s</li>"
                                                .formatted(
                                                        option.name(),
                                                        option.kind().words(),
                                                        option.required() ? " <b>required</b>" : ""))
                                        .collect(Collectors.joining("", "<ul>", "</ul>")));
    }

    private static byte[] json() {
        var root = Json.MAPPER.createObjectNode();
        root.put("name", "Calque");
        fill(root.putArray("events"), events());
        fill(root.putArray("routes"), routes());
        return Payload.of(root).bytes();
    }

    private static void fill(ArrayNode list, Stream<Entry> entries) {
        entries.forEach(entry -> {
            ObjectNode item = list.addObject().put("path", entry.path());
            var options = item.putArray("options");
            entry.options()
                    .all()
                    .forEach(option -> options.addObject()
                            .put("name", option.name())
                            .put("type", option.kind().words())
                            .put("required", option.required()));
        });
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String resource(String name) {
        try (var file = FrontPage.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
