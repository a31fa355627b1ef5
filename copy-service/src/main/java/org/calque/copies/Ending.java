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

    /// What stood in its way may pass: another attempt is to be made after a while.
    ///
    /// @param reason       what stood in the way
    /// @param lastly       with what it ends when it was put off as often as it may be; null when that is well
    /// @param most         how often it may be put off for this reason; no more than any copy may
    /// @param earlierIsGone whether it is certain that nothing of earlier attempts can touch the target any more
    record Postponed(String reason, String lastly, int most, boolean earlierIsGone) implements Ending {}
}
