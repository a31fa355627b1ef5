package org.calque.copies;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.CopyGroups.Aim;
import org.calque.copies.CopyGroups.Group;
import org.calque.copies.CopyGroups.Tried;
import org.calque.kit.IdempotencyKeys;
import org.calque.kit.ProjectAccess;
import org.calque.kit.ProjectAccess.Level;
import org.calque.kit.Unavailable;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.copies.CopiesGroupsCreate.Created;
import org.calque.messages.copies.CopiesGroupsGet.State;
import org.calque.messages.copies.CopiesGroupsRetry.Retried;

/// Where groups of copies are asked for, found again and tried again.
@ApplicationScoped
class GroupDesk {
    private static final String NOT_ON_TARGET = "must be a collaborator on target project";
    private static final String NOT_ON_SOURCE = "must be a collaborator on source project";

    private final ProjectAccess projects;
    private final PublicPaths publicPaths;
    private final CopyGroups groups;
    private final CopyDesk desk;
    private final CopyLimits limits;
    private final IdempotencyKeys keys;
    private final Clock time = Clock.systemUTC();

    GroupDesk(
            ProjectAccess projects,
            PublicPaths publicPaths,
            CopyGroups groups,
            CopyDesk desk,
            CopyLimits limits,
            IdempotencyKeys keys) {
        this.projects = projects;
        this.publicPaths = publicPaths;
        this.groups = groups;
        this.desk = desk;
        this.limits = limits;
        this.keys = keys;
    }

    /// Work on a group that is there and the caller's.
    interface Work {
        Outcome on(Group group) throws SQLException;
    }

    /// Finds a group for its maker, and for nobody else.
    Outcome with(String groupId, Caller caller, Work work) {
        if (!Uuids.isUuid(groupId)) {
            return refused(Reason.INVALID, "group_id must be a valid uuid");
        }
        if (!CopyAccess.isSomebody(caller)) {
            return refused(Reason.UNAUTHENTICATED, "must be signed in");
        }
        try {
            var group = groups.of(caller, UUID.fromString(groupId));
            return group.isPresent() ? work.on(group.get()) : refused(Reason.NOT_FOUND, "group_id not found");
        } catch (SQLException failure) {
            throw new Unavailable("groups of copies cannot be looked at now; try again soon", failure);
        }
    }

    /// What a caller may do to the source and the targets of a group.
    private record Rights(Map<UUID, Level> levels, Optional<Outcome> noSource) {
        boolean mayWriteTo(UUID target) {
            return levels.get(target).mayWrite();
        }
    }

    private Rights rights(Caller caller, CopyWish wish, String publicId, List<UUID> targets) {
        var all = new ArrayList<>(targets);
        all.add(wish.source());
        var levels = projects.ofPeople(caller, all);
        if (wish.isPublic()) {
            return new Rights(levels, publicPaths.refusal(caller, wish.source(), wish.sourcePath(), publicId));
        }
        return new Rights(
                levels,
                levels.get(wish.source()).mayWrite()
                        ? Optional.empty()
                        : Optional.of(refused(Reason.FORBIDDEN, NOT_ON_SOURCE)));
    }

    /// Makes a group.
    ///
    /// @param wish     for whatever target
    /// @param publicId the public path that the source must lie in; null for any
    Outcome create(CopyWish wish, String publicId, List<UUID> targets, Caller caller) {
        var rights = rights(caller, wish, publicId, targets);
        if (rights.noSource.isPresent()) {
            return rights.noSource.get();
        }
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var aims =
                targets.stream().map(it -> aim(wish, it, rights, caller, now)).toList();
        var unfit = aims.stream()
                .filter(it -> it.copy() != null)
                .flatMap(it -> new CopyChecks(limits).refusal(it.copy()).stream())
                .findFirst();
        return unfit.orElseGet(() -> keep(wish, targets, caller, now, aims));
    }

    private Aim aim(CopyWish wish, UUID target, Rights rights, Caller caller, Instant now) {
        return rights.mayWriteTo(target)
                ? new Aim(target, Copy.wished(wish.into(target), caller, now, limits.keep()), null)
                : new Aim(target, null, NOT_ON_TARGET);
    }

    private Outcome keep(CopyWish wish, List<UUID> targets, Caller caller, Instant now, List<Aim> aims) {
        var key = keys.current();
        var unusable = key.flatMap(Repeatable::refusal);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        var request = key.map(it -> Repeatable.of(it, List.of(wish, targets)));
        try {
            var group = new Group(UUID.randomUUID(), now, wish);
            var kept = groups.add(group, caller.id(), expire(wish, now), aims, request);
            if (kept.isEmpty()) {
                return Repeatable.OTHER_REQUEST;
            }
            announce(aims);
            int refused = kept.get().equals(group.id())
                    ? Tried.of(aims).refused()
                    : groups.counts(kept.get()).getOrDefault(State.REFUSED, 0);
            return done(new Created(kept.get(), targets.size(), refused));
        } catch (SQLException failure) {
            throw new Unavailable("the copies cannot be kept now; try again soon", failure);
        }
    }

    /// Copies again to those targets that failed, when the caller may.
    Outcome retry(Group group, Caller caller) throws SQLException {
        var failed = groups.failed(group.id());
        if (failed.isEmpty()) {
            return done(new Retried(0, 0));
        }
        var rights = rights(caller, group.wish(), null, failed);
        if (rights.noSource.isPresent()) {
            return rights.noSource.get();
        }
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var aims = groups.retry(
                group.id(),
                // What failed only after the caller's rights were asked for is left for the next time.
                it -> rights.levels.containsKey(it) ? aim(group.wish(), it, rights, caller, now) : null,
                expire(group.wish(), now));
        announce(aims);
        var tried = Tried.of(aims);
        return done(new Retried(tried.copies(), tried.refused()));
    }

    private Instant expire(CopyWish wish, Instant now) {
        var due = wish.scheduled() != null && wish.scheduled().isAfter(now) ? wish.scheduled() : now;
        return due.plus(limits.keep());
    }

    /// All are due at the same time, so that one speaks for all.
    private void announce(List<Aim> aims) {
        aims.stream().map(Aim::copy).filter(it -> it != null).findFirst().ifPresent(desk::announce);
    }
}
