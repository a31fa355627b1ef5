package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A worker has begun a copy.
///
/// @param attempt 1 the first time; more when a worker was lost
public record CopyStarted(UUID copyId, UUID sourceProjectId, UUID targetProjectId, long attempt) implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
