package org.calque.projects;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.calque.kit.FactReaders;
import org.calque.kit.FactReaders.Received;
import org.calque.messages.Fact.Topic;

/// Follows what is told of copies: they write into homes past this service, which alone counts them.
@ApplicationScoped
class CopiesTopic {
    private static final String GROUP = "homes-copied-into";

    private final FactReaders facts;
    private final Room room;

    CopiesTopic(FactReaders facts, Room room) {
        this.facts = facts;
        this.room = room;
    }

    void follow(@Observes StartupEvent started) {
        facts.sharedAmong(GROUP, Topic.COPIES, this::read);
    }

    private void read(Received fact) {
        if (fact.type().equals("CopyFinished")) {
            room.wasWrittenInto(
                    UUID.fromString(fact.value().path("target_project_id").asText()));
        }
    }
}
