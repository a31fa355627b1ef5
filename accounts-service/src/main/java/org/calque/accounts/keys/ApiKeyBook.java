package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.calque.accounts.Expiry;
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
    private final NewKeys newKeys;
    private final KeyRemover remover;
    private final KeyTrail trail;
    private final Outbox outbox;

    ApiKeyBook(ApiKeyRepository keys, NewKeys newKeys, KeyRemover remover, KeyTrail trail, Outbox outbox) {
        this.keys = keys;
        this.newKeys = newKeys;
        this.remover = remover;
        this.trail = trail;
        this.outbox = outbox;
    }

    /// All keys, newest first; or the one of this id, null standing for one that is not there.
    @Transactional
    List<Key> list(KeyRing ring, Long id) {
        if (id != null) {
            var one = new ArrayList<Key>();
            one.add(keys.in(ring, id).map(key -> key.shown(null)).orElse(null));
            return one;
        }
        var found = ring.project() == null ? keys.ofAccount(ring.caller().id()) : keys.ofProject(ring.project());
        return found.stream().map(key -> key.shown(null)).toList();
    }

    @Transactional
    Outcome create(KeyRing ring, ApiKeys request) {
        var expiry = Expiry.of(request.expire());
        var problem = problem(expiry, request).or(() -> KeyLimits.problemOfNew(request));
        if (problem.isEmpty() && ring.project() != null && request.projects() != null) {
            problem = Optional.of("projects: the key of a project is limited to it already");
        }
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        var account = ring.caller().id();
        var before = newKeys.madeBefore(account, request.once()).or(() -> newKeys.refusal(account));
        return before.orElseGet(() -> {
            var made = newKeys.make(account, ring.project(), request.once());
            made.key().name = request.name();
            made.key().expire = expiry instanceof Expiry.At at ? at.time() : null;
            KeyLimits.apply(request, made.key());
            trail.made(made.key(), ring.caller());
            return done(new ApiKeys.Response(List.of(made.key().shown(made.secret()))));
        });
    }

    /// Whoever remembers the key looks it up anew when its expiry or its limits have changed.
    @Transactional
    Outcome edit(KeyRing ring, ApiKeys request) {
        var expiry = Expiry.of(request.expire());
        var problem = problem(expiry, request).or(() -> KeyLimits.problem(request));
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        var found = keys.in(ring, request.id());
        if (found.isEmpty()) {
            return refused(Reason.NOT_FOUND, "no api key with id " + request.id());
        }
        var key = found.get();
        if (key.projectId != null && request.projects() != null) {
            return refused(Reason.INVALID, "projects: the key of a project is limited to it already");
        }
        if (request.name() != null) {
            key.name = request.name();
        }
        if (!(expiry instanceof Expiry.NotGiven)) {
            key.expire = expiry instanceof Expiry.At at ? at.time() : null;
        }
        KeyLimits.apply(request, key);
        if (!(expiry instanceof Expiry.NotGiven) || KeyLimits.areNamedIn(request)) {
            outbox.add(new KeyRevoked(KeyId.of(key)));
        }
        trail.edited(key, ring.caller());
        return done(new Replies.Empty());
    }

    @Transactional
    Outcome delete(KeyRing ring, ApiKeys request) {
        keys.in(ring, request.id()).ifPresent(key -> remover.remove(key, ring.caller()));
        return done(new Replies.Empty());
    }

    private static Optional<String> problem(Expiry expiry, ApiKeys request) {
        if (expiry instanceof Expiry.Unreadable) {
            return Optional.of(Expiry.UNREADABLE);
        }
        var name = request.name();
        return name != null && (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0)
                ? Optional.of("name must have at most " + LONGEST_NAME + " printable characters")
                : Optional.empty();
    }
}
