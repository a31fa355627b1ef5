package org.calque.accounts.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.signin.ClientAddress;
import org.calque.messages.Caller;

/// What somebody has done, before it has its place in the log.
///
/// @param actorKind `account`, `project`, `nobody`, `service`, or `system` for what happens by itself
/// @param keyId     names the key or session with which it was done
/// @param target    the account that it was done to
/// @param details   an object without any secret
record Deed(
        Instant time,
        String event,
        String actorKind,
        UUID actor,
        String keyId,
        UUID target,
        String address,
        String requestId,
        JsonNode details) {
    private static final int LONGEST_REQUEST_ID = 100;

    static Deed by(Caller caller, AuditEvent what, UUID target, Map<String, ?> details, Clock clock) {
        return new Deed(
                now(clock),
                what.wireName(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                caller.id(),
                caller.keyId().isEmpty() ? null : caller.keyId(),
                target,
                ClientAddress.parse(caller.address())
                        .map(it -> it.getHostAddress())
                        .orElse(null),
                storable(caller.requestId()),
                Details.of(details));
    }

    static Deed bySystem(AuditEvent what, UUID target, Map<String, ?> details, Clock clock) {
        return new Deed(now(clock), what.wireName(), "system", null, null, target, null, null, Details.of(details));
    }

    /// As exact as readers see it, so that they can compute the hash themselves.
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String storable(String requestId) {
        var whole = requestId.replace('\0', '\uFFFD');
        return whole.length() <= LONGEST_REQUEST_ID ? whole : whole.substring(0, LONGEST_REQUEST_ID);
    }
}
