package org.calque.accounts.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;

@ApplicationScoped
class AuthTokens implements PanacheRepositoryBase<AuthToken, byte[]> {
    private static final int LENGTH = 24;

    private final Clock clock;
    private final AccountsConfig.UserAuth config;
    private final Audit audit;

    AuthTokens(Clock clock, AccountsConfig config, Audit audit) {
        this.clock = clock;
        this.config = config.userAuth();
        this.audit = audit;
    }

    /// Makes a token for an account and records who asked for it.
    @Transactional
    String make(UUID target, Caller caller) {
        var secret = Secrets.letters(LENGTH);
        var token = new AuthToken();
        token.hash = Secrets.hash(secret);
        token.accountId = target;
        token.expire = clock.instant().plus(config.tokenLife());
        persist(token);
        audit.record(AuditEvent.GET_USER_AUTH_TOKEN, caller, target);
        return secret;
    }

    /// Whose browser this token signs in, until it expires.
    @Transactional
    Optional<UUID> target(String secret) {
        return findByIdOptional(Secrets.hash(secret))
                .filter(token -> token.expire.isAfter(clock.instant()))
                .map(token -> token.accountId);
    }
}
