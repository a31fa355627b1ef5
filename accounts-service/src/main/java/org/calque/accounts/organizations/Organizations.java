package org.calque.accounts.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Uuids;
import org.calque.messages.bridge.OrgGet.Organization;
import org.calque.messages.bridge.OrgGetAll.Summary;
import org.calque.messages.bridge.OrgSet;

/// Organizations themselves: what they are called, and what is told about them.
@ApplicationScoped
class Organizations {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,38}");

    private final OrganizationRows rows;
    private final Walls walls;
    private final Audit audit;
    private final Clock clock;

    Organizations(OrganizationRows rows, Walls walls, Audit audit, Clock clock) {
        this.rows = rows;
        this.walls = walls;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    List<Summary> all(Caller caller) throws Refusal {
        walls.siteAdminsOnly(caller, "must be a site admin");
        return rows.all();
    }

    @Transactional(rollbackOn = Refusal.class)
    UUID create(String name, Caller caller) throws Refusal {
        walls.siteAdminsOnly(caller, "only admins may create organizations");
        checkName(name);
        var id = UUID.randomUUID();
        if (!rows.add(id, name, clock.instant())) {
            throw new Refusal(Reason.CONFLICT, "name " + name + " is already used by some account or organization");
        }
        audit.record(AuditEvent.ORGANIZATION_CREATED, caller, null, Map.of("organization", name));
        return id;
    }

    static void checkName(String name) throws Refusal {
        if (!NAME.matcher(name).matches() || Uuids.isUuid(name)) {
            throw Refusal.invalid("name must have 1 to 39 letters, digits, dots, hyphens and underscores, begin with a"
                    + " letter or digit, and be no uuid");
        }
    }

    @Transactional
    Organization get(String name, Caller caller) throws Refusal {
        walls.adminsOnly(caller, name);
        return rows.find(name).orElseThrow(() -> unknown(name));
    }

    @Transactional(rollbackOn = Refusal.class)
    void set(OrgSet change, Caller caller) throws Refusal {
        walls.adminsOnly(caller, change.name());
        check("title", change.title());
        check("description", change.description());
        check("link", change.link());
        check("email_address", change.emailAddress());
        if (rows.lock(change.name()).isEmpty()) {
            throw unknown(change.name());
        }
        rows.set(change.name(), change.title(), change.description(), change.link(), change.emailAddress());
    }

    /// PostgreSQL keeps no NUL in a text.
    static void check(String field, String text) throws Refusal {
        if (text != null && text.indexOf('\0') >= 0) {
            throw Refusal.invalid(field + " must not contain the character with the code 0");
        }
    }

    static Refusal unknown(String name) {
        return Refusal.unknown("no org named '" + (name.length() <= 100 ? name : name.substring(0, 100) + "…") + "'");
    }
}
