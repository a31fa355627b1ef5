package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A copy may start now, and waits for a worker. Told again when its worker was lost.
///
/// @param targetProjectId copies into one project run one after another
public record CopyQueued(UUID copyId, UUID sourceProjectId, UUID targetProjectId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
