package org.calque.messages.facts;

import java.util.UUID;
import org.calque.messages.Fact;

/// A scheduled copy was deleted before its end.
///
/// @param copyId nobody can follow it any longer
public record CopyDeleted(UUID copyId, UUID sourceProjectId, UUID targetProjectId) implements Fact {
    @Override
    public Topic topic() {
        return Topic.COPIES;
    }

    @Override
    public String key() {
        return copyId.toString();
    }
}
