package org.calque.accounts.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.messages.Messages;
import org.calque.accounts.signup.NewMembers;
import org.calque.messages.Caller;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.bridge.OrgCreateUser;
import org.calque.messages.bridge.OrgGetUsers.Member;
import org.calque.messages.bridge.OrgMessage;

/// Who belongs to an organization, and who looks after it. An account belongs to one at most.
@ApplicationScoped
class Members {
    private final OrganizationRows rows;
    private final Walls walls;
    private final NewMembers newMembers;
    private final Messages messages;
    private final Audit audit;

    Members(OrganizationRows rows, Walls walls, NewMembers newMembers, Messages messages, Audit audit) {
        this.rows = rows;
        this.walls = walls;
        this.newMembers = newMembers;
        this.messages = messages;
        this.audit = audit;
    }

    @Transactional
    List<Member> list(String name, Caller caller) throws Refusal {
        walls.adminsOnly(caller, name);
        return rows.members(name);
    }

    @Transactional(rollbackOn = Refusal.class)
    void add(String name, String user, Caller caller) throws Refusal {
        walls.siteAdminsOnly(caller, "only site admins can add/move a user to an org right now");
        mustExist(name);
        join(name, person(user, "cannot find user '"), caller);
    }

    @Transactional(rollbackOn = Refusal.class)
    void addAdmin(String name, String user, Caller caller) throws Refusal {
        walls.siteAdminsOnly(caller, "only site admins can make a user an organization admin right now");
        mustExist(name);
        var person = person(user, "no such account '");
        if (person.org() != null && !person.isIn(name)) {
            throw new Refusal(Reason.CONFLICT, "User '" + user + "' is already member of another organization");
        }
        rows.addAdmin(name, person.id());
        audit.record(AuditEvent.ORGANIZATION_ADMIN_ADDED, caller, person.id(), Map.of("organization", name));
        join(name, person, caller);
    }

    /// Whoever leaves an organization looks after it no longer.
    private void join(String name, Person person, Caller caller) {
        if (person.isIn(name)) {
            return;
        }
        if (person.org() != null) {
            rows.removeAdmin(person.org(), person.id());
            audit.record(AuditEvent.MEMBER_REMOVED, caller, person.id(), Map.of("organization", person.org()));
        }
        rows.setOrganization(person.id(), name);
        audit.record(AuditEvent.MEMBER_ADDED, caller, person.id(), Map.of("organization", name));
    }

    @Transactional(rollbackOn = Refusal.class)
    void remove(String name, String user, Caller caller) throws Refusal {
        walls.adminsOnly(caller, name);
        var organization = rows.lock(name);
        var person = person(user, "cannot find user '");
        if (organization.map(it -> it.adminAccountIds().contains(person.id())).orElse(false)) {
            throw new Refusal(
                    Reason.CONFLICT, "admin cannot be removed from org; first remove them from being an admin");
        }
        if (!person.isIn(name)) {
            throw Refusal.unknown("user '" + user + "' is not a member of the organization '" + name + "'");
        }
        rows.setOrganization(person.id(), null);
        audit.record(AuditEvent.MEMBER_REMOVED, caller, person.id(), Map.of("organization", name));
    }

    @Transactional(rollbackOn = Refusal.class)
    void removeAdmin(String name, String user, Caller caller) throws Refusal {
        walls.adminsOnly(caller, name);
        mustExist(name);
        var person = person(user, "cannot find user '");
        rows.removeAdmin(name, person.id());
        audit.record(AuditEvent.ORGANIZATION_ADMIN_REMOVED, caller, person.id(), Map.of("organization", name));
    }

    /// Not in a transaction: a password is hashed.
    UUID create(OrgCreateUser wish, Caller caller) throws Refusal {
        walls.adminsOnly(caller, wish.name());
        Organizations.checkName(wish.name());
        var wanted =
                new NewMembers.Wanted(wish.name(), wish.email(), wish.firstName(), wish.lastName(), wish.password());
        return switch (newMembers.make(wanted, caller)) {
            case NewMembers.Made(UUID accountId) -> accountId;
            case NewMembers.NotMade(Reason reason, String why) -> throw new Refusal(reason, why);
        };
    }

    @Transactional(rollbackOn = {Refusal.class, Messages.Unfit.class})
    void write(OrgMessage message, Caller caller) throws Refusal, Messages.Unfit {
        walls.adminsOnly(caller, message.name());
        mustExist(message.name());
        messages.sendToMembers(caller, message.name(), message.subject(), message.body());
    }

    private void mustExist(String name) throws Refusal {
        if (rows.lock(name).isEmpty()) {
            throw Organizations.unknown(name);
        }
    }

    private Person person(String user, String words) throws Refusal {
        return rows.person(user)
                .orElseThrow(() ->
                        Refusal.unknown(words + (user.length() <= 254 ? user : user.substring(0, 254) + "…") + "'"));
    }
}
