package org.calque.copies;

import static org.calque.messages.Outcome.done;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.copies.CopyGroups.Group;
import org.calque.kit.Handler;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.copies.CopiesGroupsGet;
import org.calque.messages.copies.CopiesGroupsGet.State;

@ApplicationScoped
class CopiesGroupsGetHandler implements Handler<CopiesGroupsGet> {
    private final GroupDesk desk;
    private final CopyGroups groups;
    private final Endings endings;
    private final CopyLimits limits;

    CopiesGroupsGetHandler(GroupDesk desk, CopyGroups groups, Endings endings, CopyLimits limits) {
        this.desk = desk;
        this.groups = groups;
        this.endings = endings;
        this.limits = limits;
    }

    @Override
    public Outcome handle(CopiesGroupsGet request, Caller caller) {
        return desk.with(request.groupId(), caller, group -> {
            var state = state(request.state());
            if (request.waitUntilDone()) {
                awaitEnds(group.id());
            }
            return done(told(group, state, request));
        });
    }

    private CopiesGroupsGet.Group told(Group group, Optional<State> state, CopiesGroupsGet request)
            throws SQLException {
        return new CopiesGroupsGet.Group(
                group.id(),
                group.time(),
                group.wish().source(),
                group.wish().sourcePath(),
                counts(group.id()),
                groups.targets(
                        group.id(),
                        state.orElse(null),
                        request.limit().intValue(),
                        request.offset().intValue()));
    }

    private Map<String, Integer> counts(UUID group) throws SQLException {
        var found = groups.counts(group);
        var counts = new LinkedHashMap<String, Integer>();
        Arrays.stream(State.values()).forEach(it -> counts.put(it.wireName(), found.getOrDefault(it, 0)));
        return counts;
    }

    private void awaitEnds(UUID group) throws SQLException {
        List<UUID> mayEnd = groups.unfinished(group);
        mayEnd.forEach(endings::expect);
        try {
            var end = System.nanoTime() + limits.longestWait().toNanos();
            for (var copy : groups.unfinished(group)) {
                if (mayEnd.contains(copy)
                        && endings.await(copy, Duration.ofNanos(end - System.nanoTime()))
                                .isEmpty()) {
                    return;
                }
            }
        } finally {
            mayEnd.forEach(endings::forget);
        }
    }

    private static Optional<State> state(String name) {
        return Arrays.stream(State.values())
                .filter(it -> it.wireName().equals(name))
                .findFirst();
    }
}
