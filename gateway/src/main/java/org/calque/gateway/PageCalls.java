package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.calque.gateway.pages.Api;
import org.calque.gateway.pages.NotShown;
import org.calque.messages.Json;
import org.calque.messages.Route;

/// Calls services for a page, as the gateway does for clients; waits on the page's virtual thread.
final class PageCalls implements Api {
    private final Exchange exchange;
    private final Identity caller;
    private final Services services;
    private final InternalTokens tokens;
    private final Patience patience;
    private final String address;

    PageCalls(
            Exchange exchange,
            Identity caller,
            Services services,
            InternalTokens tokens,
            Patience patience,
            String address) {
        this.exchange = exchange;
        this.caller = caller;
        this.services = services;
        this.tokens = tokens;
        this.patience = patience;
        this.address = address;
    }

    @Override
    public Reply call(String path, Map<String, ?> parameters) {
        var route = Route.at(path)
                .orElseThrow(
                        () -> new NotShown(404, "This server does not offer that", "It has no path " + path + "."));
        var object = Json.MAPPER.createObjectNode();
        parameters.forEach((name, value) -> object.set(name, Json.MAPPER.valueToTree(value)));
        var longest = patience.with(route, object);
        var asked = tokens.of(caller)
                .compose(token -> services.open(
                        route.owner(),
                        Services.post("/v2/" + route.path(), token, exchange.requestId(), longest)
                                .putHeader("x-forwarded-for", address)))
                .compose(request -> Services.send(request, Payload.of(object), () -> {})
                        .compose(response -> response.body()
                                .map(body -> new Answered(
                                        response.headers().getAll(HttpHeaders.SET_COOKIE),
                                        new Services.Answer(response.statusCode(), body.getBytes()))))
                        .recover(failure -> Future.failedFuture(
                                Refusal.brokeOff(route.owner()).asException())));
        return reply(route, wait(asked));
    }

    private record Answered(List<String> cookies, Services.Answer answer) {}

    private Reply reply(Route route, Answered answered) {
        if (answered.answer().status() != 200) {
            throw Refusal.failed(route.owner(), exchange.requestId()).asException();
        }
        return new Reply(answered.answer().json(), List.copyOf(answered.cookies()));
    }

    private static <T> T wait(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        }
    }
}
