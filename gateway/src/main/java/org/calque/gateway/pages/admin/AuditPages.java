package org.calque.gateway.pages.admin;

import static org.calque.gateway.pages.admin.Administrators.only;
import static org.calque.gateway.pages.admin.Administrators.text;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.calque.gateway.pages.Moment;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// The audit log, newest first, and whether it is whole.
@Singleton
class AuditPages implements PageFamily {
    private static final int AT_ONCE = 50;

    @Override
    public void addTo(Site site) {
        site.get("/admin/audit", only(this::list)).get("/admin/audit/verify", only(this::verify));
    }

    private Page list(Visit visit) {
        var parameters = new HashMap<String, Object>(Map.of("limit", AT_ONCE));
        for (var filter : new String[] {"account_id", "event", "before"}) {
            if (visit.query().has(filter)) {
                parameters.put(filter, visit.query().one(filter));
            }
        }
        var deeds = new ArrayList<AdminTemplates.Deed>();
        visit.ask("admin/audit", parameters).path("entries").forEach(json -> deeds.add(deed(json)));
        var before = deeds.size() < AT_ONCE ? 0 : deeds.getLast().seq();
        return Page.shown(AdminTemplates.audit(
                visit.frame(),
                deeds,
                visit.query().one("account_id"),
                visit.query().one("event"),
                before));
    }

    private Page verify(Visit visit) {
        var head = visit.query().one("head");
        var found = visit.ask("admin/audit-verify", head.isEmpty() ? Map.of() : Map.of("head", head));
        return Page.shown(AdminTemplates.verified(
                visit.frame(),
                new AdminTemplates.Verified(
                        found.path("valid").asBoolean(),
                        found.path("entries").asLong(),
                        text(found, "head"),
                        text(found, "problem"))));
    }

    private static AdminTemplates.Deed deed(JsonNode json) {
        var details = json.path("details");
        var actor = text(json, "actor");
        return new AdminTemplates.Deed(
                json.path("seq").asLong(),
                Moment.in(json.path("time")),
                text(json, "event").replace('_', ' '),
                actor.isEmpty() ? text(json, "actor_kind") : actor,
                text(json, "target"),
                text(json, "address"),
                details.isEmpty() ? "" : details.toString());
    }
}
