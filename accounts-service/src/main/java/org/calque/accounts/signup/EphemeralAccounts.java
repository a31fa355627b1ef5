package org.calque.accounts.signup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.life.Removal;

/// Ends the accounts whose time is over, with all that they get in by.
@ApplicationScoped
public class EphemeralAccounts {
    private static final int AT_ONCE = 100;

    private final AccountRepository accounts;
    private final Removal removal;

    EphemeralAccounts(AccountRepository accounts, Removal removal) {
        this.accounts = accounts;
        this.removal = removal;
    }

    /// Ends what is over at this time, each account in a transaction of its own.
    public void end(Instant now) {
        List<Account> over;
        do {
            over = accounts.over(now, AT_ONCE);
            over.forEach(account -> removal.removeOnTime(account.accountId));
        } while (over.size() == AT_ONCE);
    }
}
