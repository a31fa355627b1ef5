package org.calque.gateway;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.calque.messages.Network;

/// Where a request comes from: the other end of the connection, or, behind proxies that are trusted, the last address
/// that one of them has seen and that is not a trusted proxy itself.
@Singleton
class ClientAddress {
    private final List<Network> trusted;

    ClientAddress(GatewayConfig config) {
        trusted = config.trustedProxies().orElse(List.of()).stream()
                .map(String::strip)
                .map(it -> Network.parse(it).orElseThrow(() -> new IllegalArgumentException("no such network: " + it)))
                .toList();
    }

    String of(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        if (trusted.isEmpty()) {
            return peer;
        }
        return of(peer, String.join(",", request.headers().getAll("X-Forwarded-For")));
    }

    String of(String peer, String forwardedFor) {
        var seen = peer;
        var hops = forwardedFor.split(",");
        for (int i = hops.length - 1; i >= 0 && isTrusted(seen); i--) {
            var hop = hops[i].strip();
            if (!isAddress(hop)) {
                break;
            }
            seen = hop;
        }
        return seen;
    }

    private static boolean isAddress(String hop) {
        return hop.indexOf('/') < 0 && Network.parse(hop).isPresent();
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }
}
