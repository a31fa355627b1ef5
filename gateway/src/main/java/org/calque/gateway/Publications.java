package org.calque.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.calque.gateway.Exchange.Ending;
import org.calque.reference.Published;

/// Gives out the reference as data, to everybody: it says nothing of this site or its people.
@Singleton
class Publications {
    private static final Map<String, Published> BY_PATH =
            Map.of("/openapi.json", Published.OPENAPI, "/api/v1/reference", Published.MESSAGES);
    private static final CharSequence ASK_AGAIN = HttpHeaders.createOptimized("public, no-cache");

    private final Map<Published, Copy> copies = new EnumMap<>(Published.class);

    /// @param etag changes with the content
    private record Copy(byte[] json, String etag) {}

    /// Events are posted, so what is read at their door are publications.
    boolean isFor(String path, HttpMethod method) {
        return BY_PATH.containsKey(path)
                && (method == HttpMethod.GET || method == HttpMethod.HEAD || !path.startsWith("/api/"));
    }

    void answer(Exchange exchange, String path) {
        exchange.isAbout("reference");
        var method = exchange.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            exchange.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw Refusal.methodNotAllowed("GET").asException();
        }
        var copy = copy(BY_PATH.get(path));
        var known = exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean same = known != null && known.contains(copy.etag());
        var response = exchange.head(same ? 304 : 200, same ? null : Exchange.JSON);
        response.headers().set(HttpHeaders.CACHE_CONTROL, ASK_AGAIN).set(HttpHeaders.ETAG, copy.etag());
        if (same) {
            response.end();
        } else {
            response.end(io.vertx.core.buffer.Buffer.buffer(copy.json()));
        }
        exchange.passOverTheRestOfTheBody();
        exchange.finish(Ending.DONE);
    }

    /// Read when first asked for, and kept.
    private synchronized Copy copy(Published published) {
        return copies.computeIfAbsent(published, it -> {
            var json = it.json();
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(json);
                return new Copy(json, '"' + HexFormat.of().formatHex(digest).substring(0, 32) + '"');
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        });
    }
}
