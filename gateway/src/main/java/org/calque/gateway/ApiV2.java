package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import org.calque.messages.Route;

/// API v2: `POST /api/v2/<path>`, for the paths of the route table and no others.
@Singleton
class ApiV2 {
    private static final int LARGE = 128 << 10;

    private final Vertx vertx;
    private final Bodies bodies;
    private final JsonOutline json;
    private final Forms forms;
    private final RouteCallers callers;
    private final Forwarder forwarder;
    private final Patience patience;

    private record RouteCall(ObjectNode parameters, Payload payload) {}

    ApiV2(
            Vertx vertx,
            GatewayConfig config,
            Bodies bodies,
            RouteCallers callers,
            Forwarder forwarder,
            Patience patience) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.json = new JsonOutline(config.maxJsonTokens());
        this.forms = new Forms(config.maxFormPairs());
        this.callers = callers;
        this.forwarder = forwarder;
        this.patience = patience;
    }

    void answer(Exchange exchange, Route route) {
        exchange.isAbout("v2/" + route.path());
        bodies.read(exchange)
                .compose(this::parse)
                .compose(call -> callers.of(exchange, limits -> limits.refusalOf(route))
                        .onSuccess(caller -> forward(exchange, route, caller, call)))
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

    private void forward(Exchange exchange, Route route, Identity caller, RouteCall call) {
        forwarder.forward(
                exchange,
                caller,
                new Forwarder.Errand(
                        route.owner(), "/v2/" + route.path(), call.payload(), patience.with(route, call.parameters())));
    }
}
