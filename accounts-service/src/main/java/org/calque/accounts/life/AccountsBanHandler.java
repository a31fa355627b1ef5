package org.calque.accounts.life;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.AccountsBan;

@ApplicationScoped
class AccountsBanHandler implements Handler<AccountsBan> {
    private final Bans bans;

    AccountsBanHandler(Bans bans) {
        this.bans = bans;
    }

    @Override
    public Outcome handle(AccountsBan request, Caller caller) {
        return bans.set(request.accountId(), true, caller);
    }
}
