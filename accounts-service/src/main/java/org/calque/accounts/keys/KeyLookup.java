package org.calque.accounts.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.keys.KeyCheck.Known;
import org.calque.accounts.signin.Sessions;
import org.calque.kit.ProjectAccess;
import org.calque.messages.Caller;
import org.calque.messages.Limits;

/// Who a key or a session is. What has expired, or has lost its right, is deleted when it is presented.
@ApplicationScoped
class KeyLookup {
    private final KeyCheck check;
    private final KeyUses uses;
    private final Sessions sessions;
    private final AccountRepository accounts;
    private final ProjectAccess projects;
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
            KeyCheck check,
            KeyUses uses,
            Sessions sessions,
            AccountRepository accounts,
            ProjectAccess projects,
            KeyRemover remover,
            Clock clock) {
        this.check = check;
        this.uses = uses;
        this.sessions = sessions;
        this.accounts = accounts;
        this.projects = projects;
        this.remover = remover;
        this.clock = clock;
    }

    /// @param asking the service that asks, with whose token projects-service is asked in turn
    Optional<Found> byKey(String secret, Caller asking) {
        return check.find(secret).flatMap(key -> key.id() == null ? legacy(key) : stored(key, asking));
    }

    private static Optional<Found> legacy(Known key) {
        return key.barred() ? Optional.empty() : Optional.of(found(key, KeyId.ofLegacy(key.owner())));
    }

    private Optional<Found> stored(Known key, Caller asking) {
        if (key.expire() != null && !key.expire().isAfter(clock.instant())) {
            remover.remove(key, "expired");
            return Optional.empty();
        }
        if (key.barred()) {
            return Optional.empty();
        }
        if (key.projectId() != null && !mayStillUse(key, asking)) {
            remover.remove(key, "the account does not work on the project any longer");
            return Optional.empty();
        }
        uses.note(key.id(), key.lastActive());
        return Optional.of(found(key, KeyId.of(key.id())));
    }

    /// An administrator needs not be one of the project's people.
    private boolean mayStillUse(Known key, Caller asking) {
        return key.groups().contains("admin") || mayWrite(key.owner(), key.projectId(), asking);
    }

    private boolean mayWrite(UUID account, UUID project, Caller asking) {
        return projects.ofAccounts(asking, Map.of(account, Set.of(project)))
                .get(account)
                .get(project)
                .mayWrite();
    }

    private static Found found(Known key, String keyId) {
        return key.projectId() == null
                ? new Found(key.owner(), null, "account", key.groups(), key.limits(), keyId, end(key))
                : new Found(key.owner(), key.projectId(), "project", Set.of(), key.limits(), keyId, end(key));
    }

    /// Nobody remembers a key for longer than it works, nor for longer than its owner lives.
    private static Instant end(Known key) {
        return earlier(key.expire(), key.ownerExpires());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    Optional<Found> bySession(String cookie) {
        var session = sessions.byCookie(cookie);
        if (session.isPresent() && !session.get().expire.isAfter(clock.instant())) {
            remover.remove(session.get());
            return Optional.empty();
        }
        return session.flatMap(it -> mayCall(it.accountId)
                .map(account -> account(account, KeyId.of(it), earlier(it.expire, account.expires))));
    }

    private Optional<Account> mayCall(UUID account) {
        return accounts.living(account).filter(Account::mayCall);
    }

    private static Found account(Account account, String keyId, Instant expires) {
        return new Found(account.accountId, null, "account", account.groups(), Limits.NONE, keyId, expires);
    }
}
