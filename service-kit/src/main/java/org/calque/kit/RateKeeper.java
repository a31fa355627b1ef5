package org.calque.kit;

import java.util.Optional;
import org.calque.messages.Caller;
import org.calque.messages.Rate;

/// Counts the calls of routes that have a [Rate]. One `@ApplicationScoped` bean in each service that answers such a
/// route.
public interface RateKeeper {
    /// Counts a call, unless it is one too many.
    ///
    /// @param what the name of the call
    /// @return why it is refused, in the words of the contract; empty when it may go on
    Optional<String> refusal(String what, Rate rate, Caller caller);
}
