package org.calque.accounts.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Reply;

/// Signs a browser in as the account of a token that `user_auth` has made, as often as it likes until the token
/// expires.
@ApplicationScoped
public class Impersonation {
    private final AuthTokens tokens;
    private final AccountRepository accounts;
    private final Sessions sessions;
    private final Audit audit;
    private final AccountsConfig.UserAuth config;

    record SignedIn(UUID accountId) implements Reply {}

    Impersonation(
            AuthTokens tokens, AccountRepository accounts, Sessions sessions, Audit audit, AccountsConfig config) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.config = config.userAuth();
    }

    @Transactional
    public Outcome start(String token, Caller by) {
        if (token.isBlank()) {
            return Outcome.refused(Reason.INVALID, "invalid empty token");
        }
        return tokens.target(token)
                .flatMap(accounts::living)
                .filter(Account::mayCall)
                .map(account -> start(account.accountId, by))
                .orElseGet(() -> Outcome.refused(Reason.NOT_FOUND, "unknown or expired token: '" + token + "'"));
    }

    private Outcome start(UUID account, Caller by) {
        audit.record(AuditEvent.IMPERSONATION, by, account);
        return new Outcome.Done(new SignedIn(account), sessions.start(account, by, config.sessionLife()));
    }
}
