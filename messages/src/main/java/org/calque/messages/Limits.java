package org.calque.messages;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What an API key may do less than its owner. Sessions have no limits.
///
/// Each limit that is there narrows the key further; one that is null does not. A limit that is empty lets nothing
/// pass.
///
/// @param scopes   names of the calls that it may make: `read`, `write`, `exec`, `admin`, or of one service only, such
/// as
///                 `projects:exec`; null for all
/// @param projects ids of the projects that it may use; null for all of its owner's
/// @param networks networks that it may be used from, such as `10.0.0.0/8`; null for everywhere
public record Limits(Set<String> scopes, Set<UUID> projects, List<String> networks) {
    /// A key that may do all that its owner may.
    public static final Limits NONE = new Limits(null, null, null);

    public Limits {
        scopes = scopes == null ? null : Set.copyOf(scopes);
        projects = projects == null ? null : Set.copyOf(projects);
        networks = networks == null ? null : List.copyOf(networks);
    }

    /// All names that [#scopes()] may hold. Every service knows the first three; only all of it together can be
    /// administered.
    public static Set<String> scopeNames() {
        var services = EnumSet.complementOf(EnumSet.of(Service.GATEWAY, Service.NOBODY));
        var names = new HashSet<String>(Set.of(Scope.ADMIN.wireName()));
        for (var scope : List.of(Scope.READ, Scope.WRITE, Scope.EXEC)) {
            names.add(scope.wireName());
            services.forEach(service -> names.add(service.wireName() + ":" + scope.wireName()));
        }
        return Set.copyOf(names);
    }

    /// Whether nothing is limited.
    public boolean areNone() {
        return scopes == null && projects == null && networks == null;
    }

    /// Whether the key may use this project, if its owner may.
    public boolean allow(UUID project) {
        return projects == null || projects.contains(project);
    }

    /// Whether the key may do what its owner may as a site administrator, if he is one.
    public boolean allowAdministration() {
        return areNone() || projects == null && scopes != null && scopes.contains(Scope.ADMIN.wireName());
    }

    /// Whether the key may be used by a client at this address.
    public boolean allowFrom(String address) {
        return networks == null
                || networks.stream().flatMap(it -> Network.parse(it).stream()).anyMatch(it -> it.holds(address));
    }

    /// Why the key may not call this event, in words for the caller; empty when it may.
    public Optional<String> refusalOf(Event event) {
        return refusalOf(event.owner(), event.scope(), event.wireName());
    }

    /// Why the key may not call this route, in words for the caller; empty when it may.
    public Optional<String> refusalOf(Route route) {
        return refusalOf(route.owner(), route.scope(), route.path());
    }

    /// Why the key may not call this stream, in words for the caller; empty when it may.
    public Optional<String> refusalOf(Stream stream) {
        return refusalOf(stream.owner(), stream.scope(), stream.path());
    }

    /// Why the key may not call this function of the bridge, in words for the caller; empty when it may.
    public Optional<String> refusalOf(Function function) {
        return refusalOf(function.owner(), function.scope(), function.wireName());
    }

    /// Why the key may not make a call of this scope to this service, in words for the caller; empty when it may.
    ///
    /// @param what the name of the call
    public Optional<String> refusalOf(Service service, Scope scope, String what) {
        if (scope == Scope.OPEN || scope == Scope.SELF || areNone()) {
            return Optional.empty();
        }
        if (scope == Scope.OWNER) {
            return Optional.of("'" + what + "' is not for an API key that has limits");
        }
        if (scope == Scope.ADMIN && (scopes == null || projects != null)) {
            return Optional.of(projects == null ? lacking(scope, what) : limitedToProjects(what));
        }
        if (scope == Scope.WRITE && projects != null && (service == Service.ACCOUNTS || service == Service.BILLING)) {
            return Optional.of(limitedToProjects(what));
        }
        return scopes == null
                        || scopes.contains(scope.wireName())
                        || scopes.contains(service.wireName() + ":" + scope.wireName())
                ? Optional.empty()
                : Optional.of(lacking(scope, what));
    }

    /// Why the key may not change a row through the query language, in words for the caller; empty when it may.
    ///
    /// @param owner the service that holds the table
    public Optional<String> refusalOfSet(Service owner, String table) {
        var what = "set " + table;
        return projects != null && owner != Service.PROJECTS
                ? Optional.of(limitedToProjects(what))
                : refusalOf(Service.QUERY, Scope.WRITE, what);
    }

    private static String lacking(Scope scope, String what) {
        return "the API key lacks the scope '" + scope.wireName() + "' that '" + what + "' needs";
    }

    private static String limitedToProjects(String what) {
        return "'" + what + "' is not for an API key that is limited to projects";
    }
}
