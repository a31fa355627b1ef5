package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;

/// Makes keys, as many as an account may have.
@ApplicationScoped
class NewKeys {
    private final ApiKeyRepository keys;
    private final Clock clock;
    private final int limit;

    /// @param secret known here and to whoever is answered, and never again
    record Made(ApiKey key, String secret) {}

    NewKeys(ApiKeyRepository keys, Clock clock, AccountsConfig config) {
        this.keys = keys;
        this.clock = clock;
        this.limit = config.keys().limit();
    }

    /// Why the account can have no other key; until the end of the transaction nobody else makes one for it.
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Outcome> refusal(UUID account) {
        keys.makeOneByOne(account);
        return keys.countOf(account) >= limit
                ? Optional.of(Outcome.refused(
                        Reason.TOO_MANY, "There is a limit of " + limit + " per account; please delete some api keys."))
                : Optional.empty();
    }

    /// A key without a name, an expiry and limits.
    @Transactional(Transactional.TxType.MANDATORY)
    Made make(UUID account, UUID project) {
        var key = new ApiKey();
        key.id = keys.nextId();
        var secret = KeyText.make(key.id);
        key.accountId = account;
        key.projectId = project;
        key.hash = Secrets.hash(secret);
        key.trunc = KeyText.trunc(secret);
        key.created = clock.instant();
        keys.persist(key);
        return new Made(key, secret);
    }
}
