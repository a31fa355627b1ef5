package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ApiKeys;

/// Makes keys, as many as an account may have.
@ApplicationScoped
class NewKeys {
    private static final int LONGEST_ONCE = 64;

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

    /// The key that the same call has made when it came the first time; empty for a call that bears no name.
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Outcome> madeBefore(UUID account, String once) {
        if (once == null || once.isEmpty()) {
            return Optional.empty();
        }
        if (once.length() > LONGEST_ONCE || once.indexOf('\0') >= 0) {
            return Optional.of(Outcome.refused(
                    Reason.INVALID, "once must have at most " + LONGEST_ONCE + " printable characters"));
        }
        keys.makeOneByOne(account);
        return keys.madeBy(account, once).map(key -> Outcome.done(new ApiKeys.Response(List.of(key.shown(null)))));
    }

    /// A key without a name, an expiry and limits.
    @Transactional(Transactional.TxType.MANDATORY)
    Made make(UUID account, UUID project, String once) {
        var key = new ApiKey();
        key.once = once == null || once.isEmpty() ? null : once;
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
