package org.calque.accounts.life;

import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.accounts.AccountsRemoveBan;

@ApplicationScoped
class AccountsRemoveBanHandler implements Handler<AccountsRemoveBan> {
    private final Bans bans;

    AccountsRemoveBanHandler(Bans bans) {
        this.bans = bans;
    }

    @Override
    public Outcome handle(AccountsRemoveBan request, Caller caller) {
        return bans.set(request.accountId(), false, caller);
    }
}
