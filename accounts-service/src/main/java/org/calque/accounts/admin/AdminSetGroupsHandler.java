package org.calque.accounts.admin;

import static org.calque.messages.Outcome.done;
import static org.calque.messages.Outcome.refused;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.calque.accounts.Account;
import org.calque.accounts.AccountRepository;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.kit.Handler;
import org.calque.kit.Outbox;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Reason;
import org.calque.messages.Replies;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminSetGroups;
import org.calque.messages.facts.CallerChanged;

@ApplicationScoped
class AdminSetGroupsHandler implements Handler<AdminSetGroups> {
    private static final String ADMIN = "admin";
    private static final Set<String> GROUPS = new TreeSet<>(Set.of(ADMIN, "partner"));

    private final AccountRepository accounts;
    private final Audit audit;
    private final Outbox outbox;

    AdminSetGroupsHandler(AccountRepository accounts, Audit audit, Outbox outbox) {
        this.accounts = accounts;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public Outcome handle(AdminSetGroups request, Caller caller) {
        var refusal = AdminsOnly.refusal(caller, "set groups");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (request.groups() == null || !GROUPS.containsAll(request.groups())) {
            return refused(Reason.INVALID, "groups must be a list of " + String.join(", ", GROUPS) + ", or empty");
        }
        accounts.changeAdministratorsOneByOne();
        var account = Uuids.parse(request.accountId()).flatMap(accounts::livingToChange);
        if (account.isEmpty()) {
            return refused(Reason.NOT_FOUND, "no such account");
        }
        var target = account.get();
        if (target.isAdmin()
                && !request.groups().contains(ADMIN)
                && !accounts.hasAdministratorBeside(target.accountId)) {
            return refused(Reason.CONFLICT, "the last administrator cannot be removed");
        }
        set(target, new TreeSet<>(request.groups()), caller);
        return done(new Replies.StatusSuccess());
    }

    private void set(Account target, Set<String> groups, Caller caller) {
        var before = new TreeSet<>(target.groups());
        if (before.equals(groups)) {
            return;
        }
        target.groups = groups.toArray(String[]::new);
        audit.record(
                AuditEvent.GROUPS_CHANGED,
                caller,
                target.accountId,
                Map.of("before", List.copyOf(before), "groups", List.copyOf(groups)));
        outbox.add(new CallerChanged(target.accountId));
    }
}
