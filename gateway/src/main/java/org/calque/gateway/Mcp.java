package org.calque.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Caller.Kind;
import org.calque.messages.Json;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The Model Context Protocol for assistants: `POST /mcp`, each message by itself, with no sessions and no streams.
///
/// Checks in this order: who sends it, whose key it is, what it says. Nobody gets in without a key: what a client of a
/// wrong one would see otherwise is a server that has hardly any tools.
@Singleton
class Mcp {
    /// Bodies above this size are not read on the event loop.
    private static final int LARGE = 128 << 10;

    /// How long clients may keep the list of tools. Limits of a key can be changed.
    private static final int MILLIS_TO_KEEP = 60_000;

    private final Vertx vertx;
    private final Bodies bodies;
    private final Callers callers;
    private final SameSite sameSite;
    private final McpTools tools;
    private final McpMessage.Reader messages;
    private final String version;

    Mcp(
            Vertx vertx,
            GatewayConfig config,
            Bodies bodies,
            Callers callers,
            SameSite sameSite,
            McpTools tools,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.callers = callers;
        this.sameSite = sameSite;
        this.tools = tools;
        this.messages = new McpMessage.Reader(config.maxJsonTokens());
        this.version = version;
    }

    void answer(Exchange exchange) {
        exchange.isAbout("mcp");
        exchange.tellsRefusalsAs(refusal -> McpError.message(null, refusal).toString());
        var request = exchange.request();
        if (sameSite.isOfAnotherAddress(request)) {
            throw Refusal.FROM_ANOTHER_SITE.asException();
        }
        var secret = secretOf(request);
        checkTypes(request);
        request.pause();
        callers.of(secret, request)
                .map(Mcp::callerFound)
                .compose(caller -> bodies.read(exchange).compose(this::message).compose(message -> {
                    exchange.tellsRefusalsAs(
                            refusal -> McpError.message(message.id(), refusal).toString());
                    return respond(exchange, caller, message);
                }))
                .onFailure(failure -> fail(exchange, null, failure));
    }

    private static Credential.Secret secretOf(HttpServerRequest request) {
        return switch (Credential.inHeader(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            case Credential.Missing() -> throw Refusal.NO_AUTHENTICATION.asException();
            case Credential.OtherScheme(String scheme) ->
                throw Refusal.unknownScheme(scheme).asException();
            case Credential.Blank() -> throw Refusal.WRONG_KEY.asException();
            case Credential.Secret secret -> secret;
        };
    }

    private static void checkTypes(HttpServerRequest request) {
        if (Body.Kind.of(request.getHeader(HttpHeaders.CONTENT_TYPE)) != Body.Kind.JSON) {
            throw Refusal.UNSUPPORTED_TYPE.asException();
        }
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && !accept.contains("application/json") && !accept.contains("*/*")) {
            throw Refusal.NOT_ACCEPTABLE.asException();
        }
    }

    private static Identity callerFound(Finding finding) {
        return switch (finding) {
            case Finding.Found found -> found.identity();
            case Finding.Wrong() -> throw Refusal.WRONG_KEY.asException();
            case Finding.Banned() -> throw Refusal.BANNED.asException();
        };
    }

    private Future<McpMessage> message(Body body) {
        return body.length() > LARGE
                ? vertx.executeBlocking(() -> messages.read(body), false)
                : Future.succeededFuture(messages.read(body));
    }

    private Future<Void> respond(Exchange exchange, Identity caller, McpMessage message) {
        if (message.isNotification()) {
            exchange.answer(202, null, Buffer.buffer(), Ending.DONE);
            return Future.succeededFuture();
        }
        return Future.<Void>succeededFuture()
                .compose(_ -> {
                    boolean isPresent = McpVersion.isPresent(exchange.request(), message);
                    var result = isPresent
                            ? resultOfPresent(exchange, caller, message)
                                    .map(it -> McpVersion.complete(it, serverInfo()))
                            : resultOfEarlier(exchange, caller, message);
                    return result.<Void>map(it -> {
                        send(exchange, 200, McpMessage.answer(message.id()).set("result", it), endingOf(it));
                        return null;
                    });
                })
                .otherwise(failure -> {
                    fail(exchange, message.id(), failure);
                    return null;
                });
    }

    private Future<ObjectNode> resultOfPresent(Exchange exchange, Identity caller, McpMessage message) {
        return switch (message.method()) {
            case "server/discover" -> Future.succeededFuture(kept(discovered(caller)));
            case "tools/list" -> Future.succeededFuture(kept(list(caller, message)));
            case "tools/call" -> tools.call(exchange, caller, message.params());
            default -> throw McpError.unknownMethod(404, message.method());
        };
    }

    private Future<ObjectNode> resultOfEarlier(Exchange exchange, Identity caller, McpMessage message) {
        return switch (message.method()) {
            case "initialize" -> Future.succeededFuture(begun(caller, message));
            case "ping" -> Future.succeededFuture(Json.MAPPER.createObjectNode());
            case "tools/list" -> Future.succeededFuture(list(caller, message));
            case "tools/call" -> tools.call(exchange, caller, message.params());
            default -> throw McpError.unknownMethod(200, message.method());
        };
    }

    private ObjectNode begun(Identity caller, McpMessage message) {
        var result = Json.MAPPER.createObjectNode().put("protocolVersion", McpVersion.agreed(message.params()));
        result.setAll(abilities(caller));
        return result.set("serverInfo", serverInfo());
    }

    private ObjectNode discovered(Identity caller) {
        var result = Json.MAPPER.createObjectNode();
        McpVersion.ALL.forEach(result.putArray("supportedVersions")::add);
        return result.setAll(abilities(caller));
    }

    private static ObjectNode abilities(Identity caller) {
        var abilities = Json.MAPPER.createObjectNode();
        abilities.putObject("capabilities").putObject("tools");
        return abilities.put(
                "instructions",
                "Calque runs projects: Linux workspaces with files, in which commands run in a sandbox. "
                        + (caller.kind() == Kind.PROJECT
                                ? "All tools work in the project of this key."
                                : "list_projects tells the project_id that other tools take."));
    }

    private ObjectNode list(Identity caller, McpMessage message) {
        if (message.params().hasNonNull("cursor")) {
            throw McpError.invalidParams("there is one page: no cursor was given out");
        }
        return Json.MAPPER.createObjectNode().set("tools", tools.of(caller));
    }

    /// What depends on the key is not to be kept for other keys.
    private static ObjectNode kept(ObjectNode result) {
        return result.put("ttlMs", MILLIS_TO_KEEP).put("cacheScope", "private");
    }

    private ObjectNode serverInfo() {
        return Json.MAPPER
                .createObjectNode()
                .put("name", "calque")
                .put("title", "Calque")
                .put("version", version);
    }

    private static Ending endingOf(ObjectNode result) {
        return result.path("isError").asBoolean() ? Ending.ERROR : Ending.DONE;
    }

    private static void fail(Exchange exchange, JsonNode id, Throwable failure) {
        if (failure instanceof McpError error) {
            send(exchange, error.status(), error.message(id), Ending.REFUSED);
        } else {
            exchange.fail(failure);
        }
    }

    private static void send(Exchange exchange, int status, JsonNode message, Ending ending) {
        exchange.answer(status, Exchange.JSON, Payload.of(message).bytes(), ending);
    }
}
