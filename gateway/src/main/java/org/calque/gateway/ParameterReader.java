package org.calque.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// Reads the parameters of calls whose body is one object, as JSON or as a form.
@Singleton
class ParameterReader {
    /// Bodies above this size are not looked through on the event loop.
    private static final int LARGE = 128 << 10;

    private final Vertx vertx;
    private final Bodies bodies;
    private final JsonOutline json;
    private final Forms forms;

    ParameterReader(Vertx vertx, GatewayConfig config, Bodies bodies) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.json = new JsonOutline(config.maxJsonTokens());
        this.forms = new Forms(config.maxFormPairs());
    }

    /// Fails with the refusal to answer.
    Future<Parameters> read(Exchange exchange) {
        return bodies.read(exchange)
                .compose(body -> body.length() > LARGE
                        ? vertx.executeBlocking(() -> parsed(body), false)
                        : Future.succeededFuture(parsed(body)));
    }

    private Parameters parsed(Body body) {
        return switch (body.kind()) {
            case JSON -> {
                var outline = json.read(body);
                if (!outline.isObject()) {
                    throw Refusal.NOT_AN_OBJECT.asException();
                }
                yield new Parameters(outline.fields(), body.asPayload());
            }
            case FORM -> {
                var form = forms.flat(body.text());
                yield new Parameters(form, Payload.of(form));
            }
            case IGNORED -> new Parameters(JsonOutline.Outline.empty().fields(), Payload.EMPTY_OBJECT);
        };
    }
}
