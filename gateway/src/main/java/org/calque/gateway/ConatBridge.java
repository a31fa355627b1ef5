package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Face;
import org.calque.messages.Function;
import org.calque.messages.Json;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Service;
import org.calque.messages.bridge.SystemPing;

/// The bridge: `POST /api/conat/hub` and `POST /api/conat/project`, for the functions of their table and no others.
/// Checks in this order: whose key is it, is there such a function, may the key call it.
@Singleton
class ConatBridge {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int SHOWN = 100;

    private final ParameterReader parameters;
    private final BridgeCallers callers;
    private final Forwarder forwarder;
    private final Patience patience;

    ConatBridge(ParameterReader parameters, BridgeCallers callers, Forwarder forwarder, Patience patience) {
        this.parameters = parameters;
        this.callers = callers;
        this.forwarder = forwarder;
        this.patience = patience;
    }

    void answer(Exchange exchange, Face face) {
        var secret = BridgeCallers.secretOf(exchange, face);
        parameters
                .read(exchange)
                .compose(call -> callers.of(exchange, face, secret, call.outline())
                        .compose(caller -> dispatch(exchange, face, caller, call)))
                .onFailure(exchange::fail);
    }

    private Future<Void> dispatch(Exchange exchange, Face face, Identity caller, Parameters call) {
        var function = named(face, call.outline());
        exchange.isAbout("conat/" + face.wireName() + "/" + function.wireName());
        exchange.words(refusal -> withoutAnswer(refusal, subject(face, caller, call.outline()), function));
        caller.limits().refusalOf(function).ifPresent(why -> {
            throw Refusal.beyondLimitsOfRoute(why).asException();
        });
        var wait = patience.ofBridge(call.outline().path("timeout"));
        switch (function.owner()) {
            case NOBODY -> answerForNobody(exchange, function);
            case GATEWAY -> exchange.answer(200, Exchange.JSON, now(), Ending.DONE);
            case Service owner ->
                forwarder.forward(
                        exchange,
                        caller,
                        new Forwarder.Errand(
                                owner,
                                "/functions/" + face.wireName() + "/" + function.wireName(),
                                call.payload(),
                                wait));
        }
        return Future.succeededFuture();
    }

    private static Function named(Face face, ObjectNode outline) {
        var name = outline.path("name");
        if (!name.isTextual()) {
            throw Refusal.inBridge(Reason.INVALID, "name must be the name of a function, such as 'system.ping'")
                    .asException();
        }
        return Function.named(face, name.textValue())
                .orElseThrow(() -> Refusal.inBridge(
                                Reason.NOT_FOUND, "Error: unknown function '" + shortened(name.textValue()) + "'")
                        .asException());
    }

    private static void answerForNobody(Exchange exchange, Function function) {
        if (function.isOffered()) {
            exchange.answer(200, Exchange.JSON, NULL, Ending.DONE);
        } else {
            exchange.refuse(Refusal.inBridge(
                    Reason.NOT_OFFERED, "Error: '" + function.wireName() + "' is not offered by this server"));
        }
    }

    private static byte[] now() {
        return Json.MAPPER
                .valueToTree(new SystemPing.Now(System.currentTimeMillis()))
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String subject(Face face, Identity caller, ObjectNode outline) {
        return switch (face) {
            case HUB -> "hub.account." + caller.id() + ".api";
            case PROJECT ->
                "project." + outline.path("project_id").asText(caller.id().toString()) + ".api";
        };
    }

    /// That nobody answers is said with what was asked of whom, since clients look for it to try again.
    private static Refusal withoutAnswer(Refusal refusal, String subject, Function function) {
        return refusal.trueStatus() < 503
                ? refusal
                : refusal.saying("%s - callHub: subject='%s', name='%s', code='%d' "
                        .formatted(
                                refusal.text(),
                                subject,
                                function.wireName(),
                                refusal.trueStatus() == 504 ? 408 : refusal.trueStatus()));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
