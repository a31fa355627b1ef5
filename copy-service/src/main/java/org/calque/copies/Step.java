package org.calque.copies;

import org.calque.messages.Fact;

/// What a moment in the life of a copy makes of its row. The fact is told in the transaction that changes the row.
sealed interface Step {
    /// Nothing happens: the moment has passed, or never came.
    record Stays() implements Step {}

    /// The row changes.
    ///
    /// @param fact what others hear of it; null for nothing
    record Becomes(CopyState state, Fact fact) implements Step {}

    /// The row is dropped.
    ///
    /// @param fact what others hear of it; null when they have heard before
    record Goes(CopyState state, Fact fact) implements Step {}

    Step STAYS = new Stays();
}
