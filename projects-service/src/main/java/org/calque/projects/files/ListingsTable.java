package org.calque.projects.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.calque.kit.RowTeller;
import org.calque.kit.TableWriter.SetRefused;
import org.calque.kit.homes.Home;
import org.calque.kit.homes.HomeException;
import org.calque.messages.Caller;
import org.calque.messages.Json;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.projects.Access;
import org.calque.projects.Access.Admission.Admitted;
import org.calque.projects.Access.Admission.Denied;
import org.calque.projects.Standing;
import org.calque.projects.Workspaces;
import org.calque.projects.files.Listing.Order;

/// Folders of projects through the query language, as they are now: what changed last comes first.
@ApplicationScoped
class ListingsTable implements RowTeller {
    private static final int MOST = 200;

    private final Access access;
    private final Workspaces workspaces;
    private final Clock clock;

    ListingsTable(Access access, Workspaces workspaces, Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String table() {
        return "listings";
    }

    @Override
    public ObjectNode tell(ObjectNode asked, Caller caller) throws SetRefused {
        return switch (access.toRead(caller, asked.path("project_id").asText())) {
            case Denied(Outcome.Refused(var _, Problem(var why, var _))) -> throw new SetRefused(why);
            case Denied(var why) -> throw new IllegalStateException(why.toString());
            case Admitted(var project) -> row(project, asked.path("path").asText(""));
        };
    }

    /// A folder that cannot be listed is told with the reason.
    private ObjectNode row(Standing project, String path) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("project_id", project.projectId().toString());
        row.put("compute_server_id", 0);
        row.put("path", path);
        row.put("time", Json.TIME.format(clock.instant()));
        try (var home = workspaces.home(project)) {
            list(row, home, path);
        } catch (HomeException failure) {
            row.put("error", failure.getMessage());
        }
        return row;
    }

    private static void list(ObjectNode row, Home home, String path) throws HomeException {
        try (var folder = home.folder(path)) {
            var listing = Listing.of(folder, true, Order.MTIME, true, MOST);
            row.set(
                    "listing",
                    Json.MAPPER.valueToTree(listing.first().stream()
                            .map(it -> Entries.item(home, path, it))
                            .toList()));
            if (listing.total() > MOST) {
                row.put("missing", listing.total() - MOST);
            }
        }
    }
}
