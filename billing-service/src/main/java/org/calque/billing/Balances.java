package org.calque.billing;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies.Bare;
import org.calque.messages.Request;
import org.calque.messages.bridge.PurchasesGetBalance;
import org.calque.messages.bridge.PurchasesGetMinBalance;

/// What accounts have left and may owe. Nothing can be bought from this server, so it is nothing.
final class Balances {
    private Balances() {}

    private abstract static class Nothing<R extends Request> implements Handler<R> {
        @Override
        public Outcome handle(R request, Caller caller) {
            return caller.isAccount() ? done(new Bare(0)) : refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
    }

    @ApplicationScoped
    static class PurchasesGetBalanceHandler extends Nothing<PurchasesGetBalance> {}

    @ApplicationScoped
    static class PurchasesGetMinBalanceHandler extends Nothing<PurchasesGetMinBalance> {}
}
