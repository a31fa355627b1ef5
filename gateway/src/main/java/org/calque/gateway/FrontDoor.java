package org.calque.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Face;
import org.calque.messages.NotOffered;
import org.calque.messages.Route;
import org.calque.messages.Stream;

/// Where every request of a client comes in. What is not expected here is refused here.
@Singleton
class FrontDoor {
    private static final String V1 = "/api/v1";
    private static final String V2 = "/api/v2";
    private static final String BRIDGE = "/api/conat/";
    private static final String MCP = "/mcp";

    /// A path of a file has 4096 bytes, each of which may be written in three characters.
    private static final int LONGEST_ADDRESS = 16_384;

    /// The contract has this path alone answer so.
    private static final byte[] POST_ONLY =
            "{\"message\":\"must use a POST request\"}".getBytes(StandardCharsets.US_ASCII);

    private final ApiV1 v1;
    private final ApiV2 v2;
    private final ConatBridge bridge;
    private final Mcp mcp;
    private final Streams streams;
    private final FrontPage page;
    private final Publications publications;
    private final PageDoor pages;
    private final RequestMetrics metrics;

    FrontDoor(
            ApiV1 v1,
            ApiV2 v2,
            ConatBridge bridge,
            Mcp mcp,
            Streams streams,
            FrontPage page,
            Publications publications,
            PageDoor pages,
            RequestMetrics metrics) {
        this.v1 = v1;
        this.v2 = v2;
        this.bridge = bridge;
        this.mcp = mcp;
        this.streams = streams;
        this.page = page;
        this.publications = publications;
        this.pages = pages;
        this.metrics = metrics;
    }

    /// Before every other route, and passing nothing on to them.
    void open(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(http -> answer(http.request()));
    }

    private void answer(HttpServerRequest request) {
        var exchange = new Exchange(request, metrics);
        try {
            if (request.uri().length() > LONGEST_ADDRESS) {
                throw Refusal.addressTooLong(LONGEST_ADDRESS).asException();
            }
            route(exchange, withoutTrailingSlash(request.path()));
        } catch (RuntimeException failure) {
            exchange.fail(failure);
        }
    }

    private void route(Exchange exchange, String path) {
        if (publications.isFor(path, exchange.request().method())) {
            publications.answer(exchange, path);
        } else if (path.startsWith(V1 + "/")) {
            only(HttpMethod.POST, exchange);
            v1.answer(exchange, path.substring(path.lastIndexOf('/') + 1));
        } else if (path.startsWith(V2 + "/")) {
            routeV2(exchange, path);
        } else if (path.startsWith(BRIDGE)) {
            bridge.answer(exchange, face(exchange, path));
        } else if (path.equals(MCP)) {
            only(HttpMethod.POST, exchange);
            mcp.answer(exchange);
        } else if (path.isEmpty() || path.equals(V1) || path.equals(V2)) {
            front(exchange);
        } else if (pages.isFor(path)) {
            pages.answer(exchange, path);
        } else {
            throw Refusal.nothingHere(path).asException();
        }
    }

    private void routeV2(Exchange exchange, String path) {
        var name = path.substring(V2.length() + 1);
        var route = Route.at(name);
        var rows = Stream.at(name);
        if (route.isEmpty() && rows.isEmpty()) {
            throw NotOffered.at(name)
                    .map(Refusal::notOffered)
                    .orElseGet(() -> Refusal.nothingHere(path))
                    .asException();
        }
        var method = exchange.request().method();
        if (!rows.isEmpty() && (route.isEmpty() || method != HttpMethod.POST)) {
            streams.answer(exchange, rows, route.isEmpty() ? "" : ", POST");
            return;
        }
        if (route.get() == Route.ACCOUNTS_DELETE && method != HttpMethod.POST) {
            exchange.answer(404, Exchange.JSON, POST_ONLY, Ending.REFUSED);
            return;
        }
        only(HttpMethod.POST, exchange);
        v2.answer(exchange, route.get());
    }

    private static Face face(Exchange exchange, String path) {
        var face = Face.named(path.substring(BRIDGE.length()))
                .orElseThrow(() -> Refusal.nothingHere(path).asException());
        only(HttpMethod.POST, exchange);
        return face;
    }

    private void front(Exchange exchange) {
        var method = exchange.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            exchange.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw Refusal.methodNotAllowed("GET").asException();
        }
        if (page.isWantedAsJson(exchange)) {
            page.answerAsJson(exchange);
        } else {
            pages.answer(exchange, FrontPage.PATH);
        }
    }

    private static void only(HttpMethod method, Exchange exchange) {
        if (exchange.request().method() != method) {
            exchange.response().putHeader(HttpHeaders.ALLOW, method.name());
            throw Refusal.methodNotAllowed(method.name()).asException();
        }
    }

    private static String withoutTrailingSlash(String path) {
        return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
