package org.calque.projects.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;

/// What became of the wish to hold a project.
public sealed interface Take {
    /// It is held now, or was so before.
    ///
    /// @param settings what administrators have set for it; a missing node when nothing
    /// @param upgrades what its people give to it, summed by name
    record Taken(Lease lease, JsonNode settings, JsonNode upgrades) implements Take {}

    /// Another replica holds it.
    ///
    /// @param left until it may be taken over, unless the holder renews its term
    record Held(URI address, Duration left) implements Take {}

    /// It is deleted, or was never there.
    record NoSuchProject() implements Take {}

    /// The replica itself may hold nothing any more.
    record TermOver() implements Take {}
}
