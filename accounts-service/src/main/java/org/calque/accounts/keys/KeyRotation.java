package org.calque.accounts.keys;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.calque.kit.Outbox;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.accounts.ApiKeys;
import org.calque.messages.facts.KeyRevoked;

/// Puts a new key in the place of another, which goes on working for a while, so that no client is ever without one.
@ApplicationScoped
class KeyRotation {
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ApiKeyRepository keys;
    private final NewKeys newKeys;
    private final KeyRemover remover;
    private final KeyTrail trail;
    private final Outbox outbox;
    private final Clock clock;

    KeyRotation(
            ApiKeyRepository keys, NewKeys newKeys, KeyRemover remover, KeyTrail trail, Outbox outbox, Clock clock) {
        this.keys = keys;
        this.newKeys = newKeys;
        this.remover = remover;
        this.trail = trail;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// The row is locked first: of two who rotate the same key at the same time, one gets a key.
    @Transactional
    Outcome rotate(KeyRing ring, ApiKeys request) {
        var overlap = request.overlap() == null ? OVERLAP.toSeconds() : request.overlap();
        if (overlap < 0 || overlap > LONGEST_OVERLAP.toSeconds()) {
            return refused(
                    Reason.INVALID,
                    "overlap must be from 0 to " + LONGEST_OVERLAP.toSeconds() + " seconds, but is " + overlap);
        }
        // A project has no keys of its own that could bear a name: its key is rotated once anyway.
        var once = ring.caller().isAccount() ? request.once() : null;
        var before = newKeys.madeBefore(ring.caller().id(), once);
        if (before.isPresent()) {
            return before.get();
        }
        var now = clock.instant();
        var found = keys.lock(ring, request.id());
        var refusal = refusal(request, found, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var old = found.get();
        var account = ring.caller().isAccount() ? ring.caller().id() : old.accountId;
        return (overlap == 0 ? Optional.<Outcome>empty() : newKeys.refusal(account)).orElseGet(() -> {
            var made = newKeys.make(account, old.projectId, once);
            takeOver(old, made.key());
            end(old, made.key(), now.plusSeconds(overlap), overlap == 0);
            trail.rotated(old, made.key(), ring.caller());
            return done(new ApiKeys.Response(List.of(made.key().shown(made.secret()))));
        });
    }

    private static Optional<Outcome> refusal(ApiKeys request, Optional<ApiKey> found, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(refused(Reason.NOT_FOUND, "no api key with id " + request.id()));
        }
        if (found.get().isExpiredAt(now)) {
            return Optional.of(refused(Reason.CONFLICT, "the api key with id " + request.id() + " has expired"));
        }
        return found.filter(it -> it.rotatedTo != null)
                .map(it -> refused(
                        Reason.CONFLICT,
                        "the api key with id " + it.id + " has been rotated already; " + it.rotatedTo
                                + " has taken its place"));
    }

    private static void takeOver(ApiKey old, ApiKey made) {
        made.name = old.name;
        made.expire = old.expire;
        made.scopes = old.scopes;
        made.projects = old.projects;
        made.networks = old.networks;
    }

    private void end(ApiKey old, ApiKey made, Instant end, boolean atOnce) {
        if (atOnce) {
            remover.remove(old.id);
            return;
        }
        old.rotatedTo = made.id;
        if (old.expire == null || old.expire.isAfter(end)) {
            old.expire = end;
        }
        outbox.add(new KeyRevoked(KeyId.of(old)));
    }
}
