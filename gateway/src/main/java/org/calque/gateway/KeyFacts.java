package org.calque.gateway;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;
import org.calque.messages.facts.CallerChanged;
import org.calque.messages.facts.KeyRevoked;

/// Lets the gateway forget a caller as soon as a fact says that its key, its groups or its projects have changed.
@Singleton
class KeyFacts {
    private final GatewayConfig config;
    private final FactReaders facts;
    private final Callers callers;
    private final OpenStreams streams;

    KeyFacts(GatewayConfig config, FactReaders facts, Callers callers, OpenStreams streams) {
        this.config = config;
        this.facts = facts;
        this.callers = callers;
        this.streams = streams;
    }

    void follow(@Observes StartupEvent started) {
        if (config.followKeys()) {
            facts.everyFact(Topic.KEYS, this::read, this::begin);
        }
    }

    /// What was remembered before may have changed without a word.
    void begin() {
        callers.forgetAll();
        streams.checkAll();
    }

    void read(Received fact) {
        if (fact.type().equals(KeyRevoked.class.getSimpleName())) {
            callers.forgetKey(fact.value().path("key_id").asText());
        } else if (fact.type().equals(CallerChanged.class.getSimpleName())) {
            callers.forgetCaller(UUID.fromString(fact.value().path("caller_id").asText()));
        }
        streams.checkAll();
    }
}
