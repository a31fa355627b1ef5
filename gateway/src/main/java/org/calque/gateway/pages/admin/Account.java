package org.calque.gateway.pages.admin;

import static org.calque.gateway.pages.admin.Administrators.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.calque.gateway.pages.Moment;

/// An account as administrators see it.
public record Account(
        String id, String name, String email, List<String> groups, boolean banned, Moment created, Moment lastActive) {
    static Account of(JsonNode json) {
        var groups = new ArrayList<String>();
        json.path("groups").forEach(group -> groups.add(group.asText()));
        var name = (text(json, "first_name") + " " + text(json, "last_name")).strip();
        return new Account(
                text(json, "account_id"),
                name.isEmpty() ? "No name" : name,
                text(json, "email_address"),
                groups,
                json.path("banned").asBoolean(),
                Moment.in(json.path("created")),
                Moment.in(json.path("last_active")));
    }

    public boolean isAdmin() {
        return groups.contains("admin");
    }

    /// The groups after administration was given or taken.
    List<String> groupsWith(boolean admin) {
        var changed = new ArrayList<>(groups);
        changed.remove("admin");
        if (admin) {
            changed.add("admin");
        }
        return changed;
    }
}
