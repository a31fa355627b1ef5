package org.calque.projects.runtime;

import java.util.Optional;
import java.util.OptionalLong;

/// What a running project takes of the machine, as far as it is known.
///
/// @param diskBytes of its home, when it was last counted
public record ProjectUse(OptionalLong diskBytes, Optional<Memory> memory) {
    static final ProjectUse UNKNOWN = new ProjectUse(OptionalLong.empty(), Optional.empty());

    /// In kB.
    ///
    /// @param rss what is in memory
    /// @param pss the same, what is shared counted by its share
    /// @param uss what no other process shares
    public record Memory(long rss, long pss, long uss) {
        Memory plus(Memory other) {
            return new Memory(rss + other.rss, pss + other.pss, uss + other.uss);
        }
    }
}
