package org.calque.gateway;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.calque.messages.Json;
import org.calque.messages.Service;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once it can sign and accounts-service has believed a signature. From then on it stays ready, since a gateway
/// that says clearly what is down serves clients better than none.
@Readiness
@Singleton
class GatewayReadiness implements HealthCheck {
    private static final long PAUSE_MILLIS = 250;

    private final Vertx vertx;
    private final Services services;
    private final InternalTokens tokens;
    private volatile boolean accountsBelieved;

    GatewayReadiness(Vertx vertx, Services services, InternalTokens tokens) {
        this.vertx = vertx;
        this.services = services;
        this.tokens = tokens;
    }

    void begin(@Observes StartupEvent started) {
        vertx.runOnContext(now -> probe());
    }

    /// Looks up a key that nobody has.
    private void probe() {
        var question = Json.MAPPER.createObjectNode().put("key", "");
        tokens.of(Identity.GATEWAY)
                .compose(token -> services.ask(Service.ACCOUNTS, "/keys/lookup", question, token))
                .onComplete(answer -> {
                    if (answer.succeeded() && isAnswered(answer.result().status())) {
                        accountsBelieved = true;
                    } else {
                        vertx.setTimer(PAUSE_MILLIS, again -> probe());
                    }
                });
    }

    private static boolean isAnswered(int status) {
        return status != 401 && status < 500;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gateway")
                .withData("accounts-service", accountsBelieved ? "reached" : "not reached yet")
                .withData("signing-key", isSigningKeyUsable() ? "readable" : "not readable")
                .status(accountsBelieved && isSigningKeyUsable())
                .build();
    }

    private boolean isSigningKeyUsable() {
        try {
            tokens.check();
            return true;
        } catch (IllegalStateException unusable) {
            return false;
        }
    }
}
