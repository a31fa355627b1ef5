package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A copy has ended.
///
/// @param error why it failed; absent when it succeeded
public record CopyFinished(UUID copyId, UUID sourceProjectId, UUID targetProjectId, String error) implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
