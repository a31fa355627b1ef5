package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.calque.gateway.Exchange.Ending;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.messages.Event;
import org.calque.messages.Json;
import org.calque.messages.Options;
import org.calque.messages.Route;
import org.calque.messages.Service;

/// What a person or a program finds at `/`: what this is, and everything that can be called, from the catalogue.
@Singleton
class FrontPage implements PageFamily {
    static final String PATH = "/";

    private final String events = htmlOf(events());
    private final String routes = htmlOf(routes());
    private final byte[] json = json();

    /// Something that can be called.
    private record Entry(String path, Service owner, Options options) {}

    @Override
    public void addTo(Site site) {
        site.get(PATH, visit -> Page.shown(FrontTemplates.front(visit.frame(), visit.publicUrl(), events, routes)));
    }

    boolean isWantedAsJson(Exchange exchange) {
        return wantsJson(exchange.request().getHeader(HttpHeaders.ACCEPT));
    }

    void answerAsJson(Exchange exchange) {
        exchange.isAbout("page");
        exchange.answer(200, Exchange.JSON, json, Ending.DONE);
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
                                                        option.required()
                                                                ? " <span class=\"tag\">required</span>"
                                                                : ""))
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
}
