package org.calque.kit;

import java.util.Set;
import org.calque.messages.Request;

/// A way into a service beside its handlers, for calls whose answers are too large to be kept or too many to take the
/// common way. It opens its own routes, behind [CallerAuthentication] and [BodyGate].
public interface Door {
    /// The requests that it answers in place of a [Handler].
    Set<Class<? extends Request>> answers();
}
