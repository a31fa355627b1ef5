package org.calque.messages.facts;

import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Fact;

/// A copy was asked for that is to start later.
///
/// @param scheduled when it is to start
public record CopyRequested(UUID copyId, UUID sourceProjectId, UUID targetProjectId, Instant scheduled)
        implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
