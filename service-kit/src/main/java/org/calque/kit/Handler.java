package org.calque.kit;

import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Request;

/// Answers one event or route; implemented by one `@ApplicationScoped` bean per request record.
///
/// It simply blocks: it runs on a virtual thread. Annotate it `@Transactional` where it changes rows; the fact goes
/// into the [Outbox] in the same transaction.
///
/// @param <R> the request record of exactly one event or route
public interface Handler<R extends Request> {
    Outcome handle(R request, Caller caller);
}
