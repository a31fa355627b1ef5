package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import org.calque.messages.Route;

/// API v2: `POST /api/v2/<path>`, for the paths of the route table and no others. Who is not known is nobody here: each
/// path says for itself what nobody may do.
@Singleton
class ApiV2 {
    private static final int LARGE = 128 << 10;

    private final Vertx vertx;
    private final Bodies bodies;
    private final JsonOutline json;
    private final Forms forms;
    private final Callers callers;
    private final Forwarder forwarder;
    private final Patience patience;
    private final SameSite sameSite;

    private record RouteCall(ObjectNode parameters, Payload payload) {}

    ApiV2(
            Vertx vertx,
            GatewayConfig config,
            Bodies bodies,
            Callers callers,
            Forwarder forwarder,
            Patience patience,
            SameSite sameSite) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.json = new JsonOutline(config.maxJsonTokens());
        this.forms = new Forms(config.maxFormPairs());
        this.callers = callers;
        this.forwarder = forwarder;
        this.patience = patience;
        this.sameSite = sameSite;
    }

    void answer(Exchange exchange, Route route) {
        exchange.isAbout("v2/" + route.path());
        bodies.read(exchange)
                .compose(this::parse)
                .compose(call -> identify(exchange, route).onSuccess(caller -> forward(exchange, route, caller, call)))
                .onFailure(exchange::fail);
    }

    private Future<RouteCall> parse(Body body) {
        return body.length() > LARGE
                ? vertx.executeBlocking(() -> parsed(body), false)
                : Future.succeededFuture(parsed(body));
    }

    private RouteCall parsed(Body body) {
        return switch (body.kind()) {
            case JSON -> {
                var outline = json.read(body);
                if (!outline.isObject()) {
                    throw Refusal.NOT_AN_OBJECT.asException();
                }
                yield new RouteCall(outline.fields(), body.asPayload());
            }
            case FORM -> {
                var form = forms.flat(body.text());
                yield new RouteCall(form, Payload.of(form));
            }
            case IGNORED -> new RouteCall(JsonOutline.Outline.empty().fields(), Payload.EMPTY_OBJECT);
        };
    }

    /// A session cookie decides alone; only without one the header is looked at. Browsers add the cookie by themselves,
    /// so with it nothing is done that another site has asked for.
    private Future<Identity> identify(Exchange exchange, Route route) {
        var request = exchange.request();
        var session = Credential.inCookie(request.getHeader(HttpHeaders.COOKIE));
        if (session != null && sameSite.isForeign(request)) {
            throw Refusal.FROM_ANOTHER_SITE.asException();
        }
        var credential = session != null ? session : Credential.inHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
        return credential instanceof Credential.Secret secret
                ? callers.of(secret, request)
                        .map(finding -> finding instanceof Finding.Found found
                                ? withinLimits(found.identity(), route)
                                : Identity.NOBODY)
                : Future.succeededFuture(Identity.NOBODY);
    }

    private static Identity withinLimits(Identity caller, Route route) {
        var refusal = caller.limits().refusalOf(route);
        if (refusal.isPresent()) {
            throw Refusal.beyondLimitsOfRoute(refusal.get()).asException();
        }
        return caller;
    }

    private void forward(Exchange exchange, Route route, Identity caller, RouteCall call) {
        forwarder.forward(
                exchange,
                caller,
                new Forwarder.Errand(
                        route.owner(), "/v2/" + route.path(), call.payload(), patience.with(route, call.parameters())));
    }
}
