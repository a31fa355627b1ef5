package org.calque.accounts.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;

/// Tokens that sign a browser in as somebody.
@ApplicationScoped
public class AuthTokens implements PanacheRepositoryBase<AuthToken, byte[]> {
    private static final int LENGTH = 24;

    private final AccountRepository accounts;
    private final Clock clock;
    private final AccountsConfig.UserAuth config;
    private final Audit audit;

    AuthTokens(AccountRepository accounts, Clock clock, AccountsConfig config, Audit audit) {
        this.accounts = accounts;
        this.clock = clock;
        this.config = config.userAuth();
        this.audit = audit;
    }

    /// Makes a token for an account and records who asked for it.
    ///
    /// @param target as it was when the right to the token was checked
    /// @throws Unavailable when it was banned or deleted meanwhile, or its password was changed
    @Transactional
    String make(Account target, Caller caller) {
        return make(target, usualEnd(), caller);
    }

    /// When a token ends for which nobody has said when.
    public Instant usualEnd() {
        return clock.instant().plus(config.tokenLife());
    }

    /// The same with an end of its own.
    @Transactional
    public String make(Account target, Instant end, Caller caller) {
        if (!accounts.holdsStill(target.accountId, target.passwordHash)) {
            throw new Unavailable("the account was changed at this very moment; try again", null);
        }
        var secret = Secrets.letters(LENGTH);
        var token = new AuthToken();
        token.hash = Secrets.hash(secret);
        token.accountId = target.accountId;
        token.expire = end;
        persist(token);
        audit.record(AuditEvent.GET_USER_AUTH_TOKEN, caller, target.accountId);
        return secret;
    }

    /// Whose browser this token signs in, until it expires.
    @Transactional
    Optional<UUID> target(String secret) {
        return findByIdOptional(Secrets.hash(secret))
                .filter(token -> token.expire.isAfter(clock.instant()))
                .map(token -> token.accountId);
    }

    /// Ends a token, if it is there. Whoever has one may end it: with it he could do far more.
    @Transactional
    public void revoke(String secret, Caller caller) {
        findByIdOptional(Secrets.hash(secret)).ifPresent(token -> {
            delete(token);
            audit.record(AuditEvent.REVOKE_AUTH_TOKEN, caller, token.accountId);
        });
    }
}
