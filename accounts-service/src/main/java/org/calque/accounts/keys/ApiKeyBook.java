package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.calque.accounts.AccountsConfig;
import org.calque.accounts.Secrets;
import org.calque.kit.Outbox;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.accounts.ApiKeys;
import org.calque.messages.accounts.ApiKeys.Key;
import org.calque.messages.facts.KeyRevoked;

/// The keys of an account or of a project, and what may be done to them.
@ApplicationScoped
class ApiKeyBook {
    private static final int LONGEST_NAME = 128;

    private final ApiKeyRepository keys;
    private final KeyRemover remover;
    private final Outbox outbox;
    private final Clock clock;
    private final int limit;

    /// Whose keys are meant: the account's own ones, or those of a project whoever made them.
    record Scope(UUID account, UUID project) {
        boolean covers(ApiKey key) {
            return project == null ? account.equals(key.accountId) : project.equals(key.projectId);
        }
    }

    ApiKeyBook(ApiKeyRepository keys, KeyRemover remover, Outbox outbox, Clock clock, AccountsConfig config) {
        this.keys = keys;
        this.remover = remover;
        this.outbox = outbox;
        this.clock = clock;
        this.limit = config.keys().limit();
    }

    /// All keys, newest first; or the one of this id, null standing for one that is not there.
    @Transactional
    List<Key> list(Scope scope, Long id) {
        if (id != null) {
            var one = new ArrayList<Key>();
            one.add(find(scope, id).map(key -> shown(key, null)).orElse(null));
            return one;
        }
        var found = scope.project() == null ? keys.ofAccount(scope.account()) : keys.ofProject(scope.project());
        return found.stream().map(key -> shown(key, null)).toList();
    }

    @Transactional
    Outcome create(Scope scope, ApiKeys request) {
        var expiry = Expiry.of(request.expire());
        if (expiry instanceof Expiry.Unreadable) {
            return refused(Reason.INVALID, Expiry.UNREADABLE);
        }
        if (isUnfit(request.name())) {
            return unfitName();
        }
        keys.makeOneByOne(scope.account());
        if (keys.countOf(scope.account()) >= limit) {
            return refused(
                    Reason.TOO_MANY, "There is a limit of " + limit + " per account; please delete some api keys.");
        }
        var key = new ApiKey();
        key.id = keys.nextId();
        var secret = KeyText.make(key.id);
        key.accountId = scope.account();
        key.projectId = scope.project();
        key.hash = Secrets.hash(secret);
        key.trunc = KeyText.trunc(secret);
        key.name = request.name();
        key.created = clock.instant();
        key.expire = expiry instanceof Expiry.At at ? at.time() : null;
        keys.persist(key);
        return done(new ApiKeys.Response(List.of(shown(key, secret))));
    }

    /// Whoever remembers the key looks it up anew when its expiry has changed.
    @Transactional
    Outcome edit(Scope scope, ApiKeys request) {
        var expiry = Expiry.of(request.expire());
        if (expiry instanceof Expiry.Unreadable) {
            return refused(Reason.INVALID, Expiry.UNREADABLE);
        }
        if (isUnfit(request.name())) {
            return unfitName();
        }
        var found = find(scope, request.id());
        if (found.isEmpty()) {
            return refused(Reason.NOT_FOUND, "no api key with id " + request.id());
        }
        var key = found.get();
        if (request.name() != null) {
            key.name = request.name();
        }
        if (!(expiry instanceof Expiry.NotGiven)) {
            key.expire = expiry instanceof Expiry.At at ? at.time() : null;
            outbox.add(new KeyRevoked(KeyId.of(key)));
        }
        return done(new Replies.Empty());
    }

    @Transactional
    Outcome delete(Scope scope, ApiKeys request) {
        find(scope, request.id()).ifPresent(remover::remove);
        return done(new Replies.Empty());
    }

    private Optional<ApiKey> find(Scope scope, Long id) {
        return id == null || id < 0 || id > Integer.MAX_VALUE
                ? Optional.empty()
                : keys.findByIdOptional(id.intValue()).filter(scope::covers);
    }

    private static boolean isUnfit(String name) {
        return name != null && (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0);
    }

    private static Outcome unfitName() {
        return refused(Reason.INVALID, "name must have at most " + LONGEST_NAME + " printable characters");
    }

    private static Key shown(ApiKey key, String secret) {
        return new Key(
                key.id,
                key.accountId,
                key.projectId,
                key.expire,
                key.created,
                key.name,
                key.trunc,
                key.lastActive,
                secret);
    }
}
