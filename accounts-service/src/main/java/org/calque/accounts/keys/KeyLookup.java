package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.Secrets;
import org.calque.accounts.signin.Sessions;
import org.calque.messages.Caller;
import org.calque.messages.Limits;
import org.jboss.logging.Logger;

/// Who a key or a session is. What has expired, or has lost its right, is deleted when it is presented.
@ApplicationScoped
class KeyLookup {
    private static final Logger LOG = Logger.getLogger(KeyLookup.class);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiKeyRepository keys;
    private final LegacyKeys legacyKeys;
    private final Sessions sessions;
    private final AccountRepository accounts;
    private final ProjectMembers members;
    private final KeyRemover remover;
    private final Clock clock;

    /// Who it is: an account, or a project for a project key.
    ///
    /// @param accountId whose key or session it is; for a project key the account that made it
    /// @param projectId which project a project key is; absent for all else
    /// @param limits    what the key may do less than its owner
    /// @param keyId     what a revocation names
    /// @param expires   when it will stop to work by itself
    record Found(
            UUID accountId,
            UUID projectId,
            String kind,
            Set<String> groups,
            Limits limits,
            String keyId,
            Instant expires) {}

    KeyLookup(
            ApiKeyRepository keys,
            LegacyKeys legacyKeys,
            Sessions sessions,
            AccountRepository accounts,
            ProjectMembers members,
            KeyRemover remover,
            Clock clock) {
        this.keys = keys;
        this.legacyKeys = legacyKeys;
        this.sessions = sessions;
        this.accounts = accounts;
        this.members = members;
        this.remover = remover;
        this.clock = clock;
    }

    /// @param asking the service that asks, with whose token projects-service is asked in turn
    Optional<Found> byKey(String key, Caller asking) {
        if (KeyText.isLegacy(key)) {
            return legacyKeys
                    .owner(key)
                    .flatMap(this::mayCall)
                    .map(account -> account(account, KeyId.ofLegacy(account.accountId), null));
        }
        OptionalInt row = KeyText.row(key);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return keys.withOwner(row.getAsInt())
                .filter(stored -> Secrets.matches(key, stored.key().hash))
                .flatMap(stored -> byStoredKey(stored.key(), stored.owner(), asking));
    }

    private Optional<Found> byStoredKey(ApiKey key, Account owner, Caller asking) {
        var now = clock.instant();
        if (key.isExpiredAt(now)) {
            remover.remove(key);
            return Optional.empty();
        }
        if (!owner.mayCall()) {
            return Optional.empty();
        }
        if (key.projectId != null && !mayStillUse(key.projectId, owner, asking)) {
            remover.remove(key);
            return Optional.empty();
        }
        noteUse(key, now);
        return Optional.of(
                key.projectId == null
                        ? account(owner, KeyId.of(key), key.expire)
                        : new Found(
                                owner.accountId,
                                key.projectId,
                                "project",
                                Set.of(),
                                Limits.NONE,
                                KeyId.of(key),
                                key.expire));
    }

    /// An administrator needs not be one of the project's people.
    private boolean mayStillUse(UUID project, Account owner, Caller asking) {
        return owner.isAdmin() || members.mayWrite(owner.accountId, project, asking);
    }

    Optional<Found> bySession(String cookie) {
        var session = sessions.byCookie(cookie);
        if (session.isPresent() && !session.get().expire.isAfter(clock.instant())) {
            remover.remove(session.get());
            return Optional.empty();
        }
        return session.flatMap(it -> mayCall(it.accountId).map(account -> account(account, KeyId.of(it), it.expire)));
    }

    private Optional<Account> mayCall(UUID account) {
        return accounts.living(account).filter(Account::mayCall);
    }

    private static Found account(Account account, String keyId, Instant expires) {
        return new Found(account.accountId, null, "account", account.groups(), Limits.NONE, keyId, expires);
    }

    /// Written behind the answer's back: nobody waits for it, and it may be lost.
    private void noteUse(ApiKey key, Instant now) {
        var noted = now.minus(USE_NOTED_EVERY);
        if (key.lastActive == null || key.lastActive.isBefore(noted)) {
            Thread.startVirtualThread(() -> {
                try {
                    keys.used(key.id, now, noted);
                } catch (RuntimeException failure) {
                    LOG.warnf("the use of key %d is not noted: %s", key.id, failure.getMessage());
                }
            });
        }
    }
}
