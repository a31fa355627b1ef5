package org.calque.copies;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.UUID;
import org.calque.copies.events.EventTail;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;

/// What the replicas of this service tell each other by the topic `copies`: that there is work (one replica takes
/// it), and that a copy is to come, has ended or was deleted (every replica may have somebody who wants to know).
@ApplicationScoped
class CopyFacts {
    private static final String WORKERS = "copy-workers";

    private final FactReaders facts;
    private final Workers workers;
    private final QueueClock clock;
    private final Endings endings;
    private final EventTail events;

    CopyFacts(FactReaders facts, Workers workers, QueueClock clock, Endings endings, EventTail events) {
        this.facts = facts;
        this.workers = workers;
        this.clock = clock;
        this.endings = endings;
        this.events = events;
    }

    void listen(@Observes StartupEvent started) {
        facts.sharedAmong(WORKERS, Topic.COPIES, this::takeWork);
        facts.everyFact(Topic.COPIES, this::takeNote, events::hint);
    }

    void takeWork(Received fact) {
        if (fact.type().equals("CopyQueued")) {
            workers.wake();
        }
    }

    void takeNote(Received fact) {
        events.hint();
        switch (fact.type()) {
            case "CopyRequested" ->
                clock.added(Instant.parse(fact.value().path("scheduled").asText()));
            case "CopyPostponed" ->
                clock.added(Instant.parse(fact.value().path("next_attempt").asText()));
            case "CopyFinished" ->
                endings.ended(
                        id(fact.value(), "copy_id"), fact.value().path("error").asText(null));
            case "CopyDeleted", "CopyCancelled" -> workers.letGo(id(fact.value(), "copy_id"));
            default -> {}
        }
    }

    private static UUID id(JsonNode fact, String field) {
        return UUID.fromString(fact.path(field).asText());
    }
}
