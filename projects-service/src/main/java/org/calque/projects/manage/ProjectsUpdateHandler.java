package org.calque.projects.manage;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.calque.kit.Handler;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.projects.ProjectsUpdate;
import org.calque.projects.tables.ProjectsTable;

/// The same rules as a set through the query language.
@ApplicationScoped
class ProjectsUpdateHandler implements Handler<ProjectsUpdate> {
    private final ProjectsTable table;

    ProjectsUpdateHandler(ProjectsTable table) {
        this.table = table;
    }

    @Override
    public Outcome handle(ProjectsUpdate request, Caller caller) {
        if (!caller.isAccount()) {
            return refused(Reason.UNAUTHENTICATED, "Must be signed in to update project.");
        }
        if (request.accountId() != null && !caller.isAdmin()) {
            return refused(Reason.FORBIDDEN, Administrators.ONLY);
        }
        try {
            table.set(row(request), inPlaceOf(request.accountId(), caller));
            return done(new Replies.Ok());
        } catch (SetRefused refused) {
            return refused(Reason.FORBIDDEN, refused.getMessage());
        }
    }

    private static Caller inPlaceOf(String accountId, Caller caller) {
        return Uuids.parse(accountId).map(caller::as).orElse(caller);
    }

    private static ObjectNode row(ProjectsUpdate request) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("project_id", request.projectId());
        putUnlessEmpty(row, "title", request.title());
        putUnlessEmpty(row, "description", request.description());
        putUnlessEmpty(row, "name", request.name());
        return row;
    }

    private static void putUnlessEmpty(ObjectNode row, String field, String value) {
        if (value != null && !value.isEmpty()) {
            row.put(field, value);
        }
    }
}
