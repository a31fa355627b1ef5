package org.calque.kit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The `Idempotency-Key` header, by which a client says that a request is the same as an earlier one.
@ApplicationScoped
public class IdempotencyKeys {
    private final CurrentVertxRequest request;

    IdempotencyKeys(CurrentVertxRequest request) {
        this.request = request;
    }

    /// That of the request that is being answered, as the client wrote it: of any length, and of its own making.
    public Optional<String> current() {
        return Optional.ofNullable(request.getCurrent())
                .map(http -> http.request().getHeader("Idempotency-Key"))
                .filter(key -> !key.isBlank());
    }
}
