package org.calque.gateway;

import jakarta.inject.Singleton;
import org.calque.messages.Route;

/// API v2: `POST /api/v2/<path>`, for the paths of the route table and no others.
@Singleton
class ApiV2 {
    private final ParameterReader parameters;
    private final RouteCallers callers;
    private final Forwarder forwarder;
    private final Patience patience;

    ApiV2(ParameterReader parameters, RouteCallers callers, Forwarder forwarder, Patience patience) {
        this.parameters = parameters;
        this.callers = callers;
        this.forwarder = forwarder;
        this.patience = patience;
    }

    void answer(Exchange exchange, Route route) {
        exchange.isAbout("v2/" + route.path());
        parameters
                .read(exchange)
                .compose(call -> callers.of(exchange, limits -> limits.refusalOf(route))
                        .onSuccess(caller -> forward(exchange, route, caller, call)))
                .onFailure(exchange::fail);
    }

    private void forward(Exchange exchange, Route route, Identity caller, Parameters call) {
        forwarder.forward(
                exchange,
                caller,
                new Forwarder.Errand(
                        route.owner(), "/v2/" + route.path(), call.payload(), patience.with(route, call.outline())));
    }
}
