package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A copy was cancelled that a worker may have begun. That it has ended is told when it has.
public record CopyCancelled(UUID copyId, UUID sourceProjectId, UUID targetProjectId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
