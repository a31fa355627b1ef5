package org.calque.kit;

import java.util.Optional;
import java.util.UUID;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;

/// What comes before every function of a project that the bridge calls; the service that has projects implements it.
public interface Threshold {
    /// Why the caller is not let in; empty when it is, and the project runs.
    Optional<Outcome> refusal(Caller caller, UUID projectId);
}
