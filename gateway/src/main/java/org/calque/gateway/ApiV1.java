package org.calque.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import org.calque.gateway.Exchange.Ending;
import org.calque.messages.Event;
import org.calque.messages.NotCallable;
import org.calque.messages.Options;
import org.calque.messages.Options.Checked;
import org.calque.messages.Service;

/// API v1: `POST /api/v1/<event>`. Checks in the order of the contract: is there a key, is there such an event, are its
/// options right, whose key is it, does anybody answer.
@Singleton
class ApiV1 {
    /// Bodies above this size are not looked through on the event loop.
    private static final int LARGE = 128 << 10;

    private final Vertx vertx;
    private final Bodies bodies;
    private final JsonOutline json;
    private final Forms forms;
    private final Callers callers;
    private final Forwarder forwarder;
    private final Patience patience;

    /// A call whose options are right.
    ///
    /// @param id JSON text; null when the client gave none
    private record EventCall(Event event, ObjectNode options, String id, Payload payload) {}

    ApiV1(Vertx vertx, GatewayConfig config, Bodies bodies, Callers callers, Forwarder forwarder, Patience patience) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.json = new JsonOutline(config.maxJsonTokens());
        this.forms = new Forms(config.maxFormPairs());
        this.callers = callers;
        this.forwarder = forwarder;
        this.patience = patience;
    }

    void answer(Exchange exchange, String name) {
        var credential = Credential.inHeader(exchange.request().getHeader(HttpHeaders.AUTHORIZATION));
        switch (credential) {
            case Credential.Missing() -> throw Refusal.NO_AUTHENTICATION.asException();
            case Credential.OtherScheme(String scheme) ->
                throw Refusal.unknownScheme(scheme).asException();
            case Credential.Blank _, Credential.Secret _ -> {
                // Whose key it is comes after everything that can be refused without asking.
            }
        }
        var event = callable(name);
        exchange.isAbout(event.wireName());
        bodies.read(exchange)
                .compose(body -> check(event, body))
                .compose(call -> {
                    exchange.speaksInMessages(call.id());
                    return identify(exchange, credential, event).onSuccess(caller -> dispatch(exchange, caller, call));
                })
                .onFailure(exchange::fail);
    }

    private static Event callable(String name) {
        return Event.named(name)
                .orElseThrow(() -> (NotCallable.isDeclared(name)
                                ? Refusal.notPartOfTheApi(name)
                                : Refusal.unknownEndpoint(name))
                        .asException());
    }

    private Future<EventCall> check(Event event, Body body) {
        return body.length() > LARGE
                ? vertx.executeBlocking(() -> checked(event, body), false)
                : Future.succeededFuture(checked(event, body));
    }

    private EventCall checked(Event event, Body body) {
        return switch (body.kind()) {
            case JSON -> {
                var outline = json.read(body);
                yield check(event, outline.fields(), outline.id(), body.asPayload());
            }
            case FORM -> checkForm(event, forms.nested(body.text()));
            case IGNORED -> check(event, JsonOutline.Outline.empty().fields(), null, Payload.EMPTY_OBJECT);
        };
    }

    /// The service gets a JSON body as it came, since it converts by the same rules.
    private static EventCall check(Event event, ObjectNode fields, String id, Payload payload) {
        var typed = typed(event, fields);
        return named(new EventCall(event, typed, id, payload));
    }

    private static EventCall checkForm(Event event, ObjectNode form) {
        var id = form.remove("id");
        var typed = typed(event, form);
        var payload = id == null ? typed : typed.deepCopy().set("id", id);
        return named(new EventCall(event, typed, id == null ? null : id.toString(), Payload.of(payload)));
    }

    /// The id of an `unlink_passport` names the passport: none is made up.
    private static EventCall named(EventCall call) {
        if (call.event() == Event.UNLINK_PASSPORT
                && (call.id() == null || call.id().equals("null"))) {
            throw Refusal.invalid(Options.missing("id").error()).asException();
        }
        return call;
    }

    private static ObjectNode typed(Event event, ObjectNode fields) {
        var named = fields.remove("event");
        if (named != null && !named.isNull() && !event.wireName().equals(named.asText())) {
            throw Refusal.otherEventInBody(event.wireName()).asException();
        }
        var options = switch (event.options().checkStrictly(fields)) {
            case Checked.Wrong(String error) -> throw Refusal.invalid(error).asException();
            case Checked.Fine(ObjectNode fine) -> fine;
        };
        if (event == Event.QUERY && options.path("multi_response").asBoolean()) {
            throw Refusal.MULTI_RESPONSE.asException();
        }
        return options;
    }

    private Future<Identity> identify(Exchange exchange, Credential credential, Event event) {
        if (credential instanceof Credential.Secret secret) {
            return callers.of(secret, exchange.request()).map(finding -> switch (finding) {
                case Finding.Found found -> withinLimits(found.identity(), event);
                case Finding.Wrong() -> throw Refusal.WRONG_KEY.asException();
                case Finding.Banned() -> throw Refusal.BANNED.asException();
            });
        }
        if (!event.blankKeyAllowed()) {
            throw Refusal.WRONG_KEY.asException();
        }
        return Future.succeededFuture(Identity.NOBODY);
    }

    private static Identity withinLimits(Identity caller, Event event) {
        var refusal = caller.limits().refusalOf(event);
        if (refusal.isPresent()) {
            throw Refusal.beyondLimits(refusal.get()).asException();
        }
        return caller;
    }

    private void dispatch(Exchange exchange, Identity caller, EventCall call) {
        var event = call.event();
        switch (event.owner()) {
            case NOBODY -> exchange.refuse(Refusal.nobodyAnswers(event.wireName()));
            case GATEWAY -> exchange.answer(200, Exchange.JSON, Pong.to(exchange.messageId()), Ending.DONE);
            case Service owner ->
                forwarder.forward(
                        exchange,
                        caller,
                        new Forwarder.Errand(
                                owner,
                                "/events/" + event.wireName(),
                                call.payload(),
                                patience.with(event, call.options())));
        }
    }
}
