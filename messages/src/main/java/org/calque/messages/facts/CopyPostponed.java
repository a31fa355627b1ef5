package org.calque.messages.facts;

import java.time.Instant;
import java.util.UUID;
import org.calque.messages.Fact;

/// A copy could not be made because of what may pass, and is to be tried again.
///
/// @param nextAttempt when it may start again
/// @param times       how often it was put off by now
/// @param reason      what stood in the way
public record CopyPostponed(
        UUID copyId, UUID sourceProjectId, UUID targetProjectId, Instant nextAttempt, int times, String reason)
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
