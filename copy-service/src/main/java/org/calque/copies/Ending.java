package org.calque.copies;

/// With what a worker comes back from a copy.
sealed interface Ending {
    /// It is made, or cannot be made.
    ///
    /// @param error why it cannot; null when it is made
    record Ended(String error) implements Ending {}

    /// The worker has not brought it to an end, and another one shall try.
    ///
    /// @param counts whether this was an attempt that may have been lost by the copy's own fault
    record GivenBack(boolean counts) implements Ending {}

    /// The worker has stopped in the middle, because the copy was deleted.
    record LetGo() implements Ending {}
}
