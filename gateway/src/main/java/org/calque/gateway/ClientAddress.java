package org.calque.gateway;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Where a request comes from: the other end of the connection, or, behind proxies that are trusted, the last address
/// that one of them has seen and that is not a trusted proxy itself.
@Singleton
class ClientAddress {
    private final List<Network> trusted;

    private record Network(byte[] address, int bits) {
        /// @param text an address, or `10.0.0.0/8`
        static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException("no such network: " + text);
            }
            return new Network(address, bits);
        }

        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    ClientAddress(GatewayConfig config) {
        trusted = config.trustedProxies().orElse(List.of()).stream()
                .map(String::strip)
                .map(Network::parse)
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
            if (parse(hop).isEmpty()) {
                break;
            }
            seen = hop;
        }
        return seen;
    }

    private boolean isTrusted(String address) {
        return parse(address)
                .filter(bytes -> trusted.stream().anyMatch(network -> network.holds(bytes)))
                .isPresent();
    }

    private static Optional<byte[]> parse(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address).getAddress());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
