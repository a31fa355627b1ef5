package org.calque.projects.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Uuids;

/// The project that a row names.
public final class ProjectIds {
    private ProjectIds() {}

    public static UUID of(String table, ObjectNode row) throws SetRefused {
        var given = row.path("project_id");
        if (given.isMissingNode() || given.isNull()) {
            throw new SetRefused("FATAL: must specify " + table + ".project_id");
        }
        return Uuids.parse(given.textValue())
                .orElseThrow(() -> new SetRefused(
                        "postgresql error: invalid input syntax for type uuid: \"" + given.asText() + "\""));
    }

    public static SetRefused unknown(UUID projectId) {
        return new SetRefused("FATAL: unknown project_id '" + projectId + "'");
    }

    /// What somebody who may not write to the project is told.
    public static SetRefused stranger() {
        return new SetRefused("FATAL: user must be an admin");
    }
}
