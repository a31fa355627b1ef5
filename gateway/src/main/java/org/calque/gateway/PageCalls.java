package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.calque.gateway.pages.Api;
import org.calque.gateway.pages.NotShown;
import org.calque.messages.Json;
import org.calque.messages.Route;
import org.calque.messages.Service;

/// Calls services for a page, as the gateway does for clients; waits on the page's virtual thread.
final class PageCalls implements Api {
    private static final Duration FOR_PAGES = Duration.ofSeconds(30);

    private final Exchange exchange;
    private final Identity caller;
    private final Services services;
    private final InternalTokens tokens;
    private final Patience patience;
    private final Callers callers;
    private final String address;

    PageCalls(
            Exchange exchange,
            Identity caller,
            Services services,
            InternalTokens tokens,
            Patience patience,
            Callers callers,
            String address) {
        this.exchange = exchange;
        this.caller = caller;
        this.services = services;
        this.tokens = tokens;
        this.patience = patience;
        this.callers = callers;
        this.address = address;
    }

    @Override
    public Reply call(String path, Map<String, ?> parameters) {
        var route = Route.at(path)
                .orElseThrow(
                        () -> new NotShown(404, "This server does not offer that", "It has no path " + path + "."));
        var object = Json.MAPPER.createObjectNode();
        parameters.forEach((name, value) -> object.set(name, Json.MAPPER.valueToTree(value)));
        return call(route.owner(), "/v2/" + route.path(), object, patience.with(route, object));
    }

    @Override
    public Reply callForPages(String path, Map<String, ?> parameters) {
        return call(Service.ACCOUNTS, "/pages/" + path, Json.MAPPER.valueToTree(parameters), FOR_PAGES);
    }

    @Override
    public Api asNobody() {
        return as(Identity.NOBODY);
    }

    @Override
    public Api signedInBy(Reply reply) {
        var session = reply.cookies().stream()
                .flatMap(cookie -> SessionCookie.startedBy(cookie).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no session was started"));
        var found = onEventLoop(() -> callers.of(new Credential.Secret("session", session), exchange.request()));
        return as(found instanceof Finding.Found(Identity identity, Instant expires) ? identity : Identity.NOBODY);
    }

    private Api as(Identity other) {
        return new PageCalls(exchange, other, services, tokens, patience, callers, address);
    }

    private Reply call(Service service, String path, JsonNode parameters, Duration longest) {
        return reply(service, onEventLoop(() -> ask(service, path, parameters, longest)));
    }

    private Future<Answered> ask(Service service, String path, JsonNode parameters, Duration longest) {
        return tokens.of(caller)
                .compose(token -> services.open(
                        service,
                        Services.post(path, token, exchange.requestId(), longest)
                                .putHeader("x-forwarded-for", address)))
                .compose(request -> Services.send(request, Payload.of(parameters), () -> {})
                        .compose(response -> response.body()
                                .map(body -> new Answered(
                                        response.headers().getAll(HttpHeaders.SET_COOKIE),
                                        new Services.Answer(response.statusCode(), body.getBytes()))))
                        .recover(failure ->
                                Future.failedFuture(Refusal.brokeOff(service).asException())));
    }

    /// Waits for what is done on the event loop of the connection. From any other thread the body of an answer could
    /// come before it is asked for, and be missed.
    private <T> T onEventLoop(Supplier<Future<T>> step) {
        var done = Promise.<T>promise();
        exchange.context()
                .runOnContext(here -> Future.<Void>succeededFuture()
                        .compose(start -> step.get())
                        .onComplete(done));
        return wait(done.future());
    }

    private record Answered(List<String> cookies, Services.Answer answer) {}

    private Reply reply(Service service, Answered answered) {
        if (answered.answer().status() != 200) {
            throw Refusal.failed(service, exchange.requestId()).asException();
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
