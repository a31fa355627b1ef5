package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.bridge.SystemTest;

@ApplicationScoped
class SystemTestHandler implements Handler<SystemTest> {
    private final Clock clock;

    SystemTestHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Outcome handle(SystemTest request, Caller caller) {
        return caller.isAccount()
                ? done(new SystemTest.Tested(caller.id(), clock.millis()))
                : refused(Reason.UNAUTHENTICATED, "must be signed in");
    }
}
