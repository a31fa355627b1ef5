package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.calque.messages.Limits;

/// Finds out who calls a path of API v2. Who is not known is nobody here: each path says for itself what nobody may do.
@Singleton
class RouteCallers {
    private final Callers callers;
    private final SameSite sameSite;

    RouteCallers(Callers callers, SameSite sameSite) {
        this.callers = callers;
        this.sameSite = sameSite;
    }

    /// A session cookie decides alone; only without one the header is looked at. Browsers add the cookie by themselves,
    /// so with it nothing is done that another site has asked for.
    ///
    /// @param refusal why a key of these limits may not make the call; empty when it may
    /// @return fails with the refusal to answer
    Future<Identity> of(Exchange exchange, Function<Limits, Optional<String>> refusal) {
        var request = exchange.request();
        var session = Credential.inCookie(request.getHeader(HttpHeaders.COOKIE));
        if (session != null && sameSite.isForeign(request)) {
            throw Refusal.FROM_ANOTHER_SITE.asException();
        }
        var credential = session != null ? session : Credential.inHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
        return credential instanceof Credential.Secret secret
                ? callers.of(secret, request)
                        .map(finding -> finding instanceof Finding.Found found
                                ? withinLimits(found.identity(), refusal)
                                : Identity.NOBODY)
                : Future.succeededFuture(Identity.NOBODY);
    }

    private static Identity withinLimits(Identity caller, Function<Limits, Optional<String>> refusal) {
        refusal.apply(caller.limits()).ifPresent(why -> {
            throw Refusal.beyondLimitsOfRoute(why).asException();
        });
        return caller;
    }
}
