package org.calque.accounts.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.calque.messages.Limits;
import org.calque.messages.Network;
import org.calque.messages.Uuids;
import org.calque.messages.accounts.ApiKeys;

/// The limits that a client asks for when it makes or changes a key.
final class KeyLimits {
    private static final int MOST = 100;
    private static final Set<String> SCOPES = Limits.scopeNames();

    private KeyLimits() {}

    /// What is wrong with the limits of a request, by the name of the field; empty when nothing is.
    static Optional<String> problem(ApiKeys request) {
        return tooMany("scopes", request.scopes())
                .or(() -> tooMany("projects", request.projects()))
                .or(() -> tooMany("networks", request.networks()))
                .or(() -> first(request.scopes(), it -> !SCOPES.contains(it))
                        .map(it -> "scopes: '" + it + "' is none of read, write, exec and admin, nor one of a service"
                                + " such as projects:exec"))
                .or(() -> first(request.projects(), it -> !Uuids.isUuid(it))
                        .map(it -> "projects: '" + it + "' is no uuid"))
                .or(() -> first(request.networks(), it -> Network.parse(it).isEmpty())
                        .map(it -> "networks: '" + it + "' is no network such as 10.0.0.0/8 or 2001:db8::/32"));
    }

    /// The same for a key that is made, and so has no limit yet that an empty list could take away.
    static Optional<String> problemOfNew(ApiKeys request) {
        return none("scopes", request.scopes())
                .or(() -> none("projects", request.projects()))
                .or(() -> none("networks", request.networks()))
                .or(() -> problem(request));
    }

    /// Sets the limits that the request names, and leaves the others as they are.
    static void apply(ApiKeys request, ApiKey key) {
        if (request.scopes() != null) {
            key.scopes = orNone(request.scopes().stream().distinct().toArray(String[]::new));
        }
        if (request.projects() != null) {
            key.projects = orNone(
                    request.projects().stream().map(UUID::fromString).distinct().toArray(UUID[]::new));
        }
        if (request.networks() != null) {
            key.networks = orNone(request.networks().stream().distinct().toArray(String[]::new));
        }
    }

    static boolean areNamedIn(ApiKeys request) {
        return request.scopes() != null || request.projects() != null || request.networks() != null;
    }

    private static <T> T[] orNone(T[] values) {
        return values.length == 0 ? null : values;
    }

    private static Optional<String> tooMany(String field, List<String> values) {
        return values != null && values.size() > MOST
                ? Optional.of(field + " must name at most " + MOST)
                : Optional.empty();
    }

    private static Optional<String> none(String field, List<String> values) {
        return values != null && values.isEmpty()
                ? Optional.of(field + " must name at least one; leave it out for a key without that limit")
                : Optional.empty();
    }

    private static Optional<String> first(List<String> values, java.util.function.Predicate<String> wrong) {
        return values == null
                ? Optional.empty()
                : values.stream()
                        .filter(wrong)
                        .findFirst()
                        .map(it -> it.length() <= 80 ? it : it.substring(0, 80) + "…");
    }
}
