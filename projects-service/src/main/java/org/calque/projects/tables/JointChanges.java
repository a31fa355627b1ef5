package org.calque.projects.tables;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;

/// Changes of one project that wait for each other are made together: its row is locked, read, written and committed
/// once for all of them, where each would have done so by itself. When one of them is refused, each is made alone, so
/// that it alone is told.
@ApplicationScoped
class JointChanges {
    /// What is waiting holds its values in memory anyway; the bound is for the time under the lock.
    private static final int MOST = 100;

    private final PlainChange plain;
    private final ProjectRows rows;
    private final JointRow joint;
    private final Together<UUID, Change, Optional<SetRefused>> together = new Together<>(MOST);

    /// Columns that somebody wants to set.
    record Change(Map<String, JsonNode> values, Caller caller) {}

    JointChanges(PlainChange plain, ProjectRows rows, JointRow joint) {
        this.plain = plain;
        this.rows = rows;
        this.joint = joint;
    }

    /// Whether setting these columns changes nothing beyond the row, and depends on nothing but what it holds.
    static boolean canJoin(Map<String, JsonNode> values) {
        return values.keySet().stream()
                .allMatch(it -> ProjectsTable.PLAIN.contains(it) || ProjectsTable.PLAIN_MAPS.contains(it));
    }

    void carryOut(UUID projectId, Map<String, JsonNode> values, Caller caller) throws SetRefused {
        var refusal = together.join(projectId, new Change(values, caller), changes -> carryOut(projectId, changes));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private List<Optional<SetRefused>> carryOut(UUID projectId, List<Change> changes) {
        if (changes.size() > 1) {
            try {
                joint.set(projectId, changes);
                return changes.stream().map(_ -> Optional.<SetRefused>empty()).toList();
            } catch (SetRefused oneOfThem) {
                // Nothing has changed: each finds out for itself.
            }
        }
        var endings = new ArrayList<Optional<SetRefused>>();
        for (Change change : changes) {
            endings.add(alone(projectId, change));
        }
        return endings;
    }

    private Optional<SetRefused> alone(UUID projectId, Change change) {
        try {
            if (PlainChange.isPlain(change.values())) {
                plain.carryOut(projectId, change.values(), change.caller());
            } else {
                rows.set(projectId, change.values(), change.caller());
            }
            return Optional.empty();
        } catch (SetRefused refused) {
            return Optional.of(refused);
        }
    }
}
