package org.calque.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/// Tells what a browser sends for a page of this site from what it sends for a page of another one.
///
/// Browsers say so in `Sec-Fetch-Site` and `Origin`. Programs say neither and are believed: nobody can make them send
/// what their owner does not want.
@Singleton
class SameSite {
    private final String origin;

    @Inject
    SameSite(GatewayConfig config) {
        this(config.publicUrl());
    }

    SameSite(URI publicUrl) {
        origin = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    boolean isForeign(HttpServerRequest request) {
        return isForeign(
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader(HttpHeaders.ORIGIN),
                request.getHeader(HttpHeaders.HOST));
    }

    /// Whether a browser sent it for a page of another address than the public one, which a name that an attacker lets
    /// point here cannot be.
    boolean isOfAnotherAddress(HttpServerRequest request) {
        var from = request.getHeader(HttpHeaders.ORIGIN);
        return from != null && !from.equalsIgnoreCase(origin);
    }

    /// A server may be reached by other names than its public one: a page of the host that is asked is its own, too.
    boolean isForeign(String fetchSite, String from, String host) {
        if (fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none")) {
            return true;
        }
        return from != null
                && !from.equalsIgnoreCase(origin)
                && !from.equalsIgnoreCase("http://" + host)
                && !from.equalsIgnoreCase("https://" + host);
    }
}
