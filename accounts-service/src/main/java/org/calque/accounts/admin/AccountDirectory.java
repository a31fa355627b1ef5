package org.calque.accounts.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.calque.accounts.Account;
import org.calque.messages.Uuids;
import org.calque.messages.admin.AdminAccounts;
import org.calque.messages.admin.AdminAccounts.Found;

/// All accounts that are not deleted, newest first.
@ApplicationScoped
class AccountDirectory {
    private final EntityManager database;

    AccountDirectory(EntityManager database) {
        this.database = database;
    }

    @Transactional
    List<Found> find(AdminAccounts request) {
        var where = new ArrayList<>(List.of("not deleted"));
        var values = new ArrayList<>();
        var query = request.query() == null ? "" : request.query().strip();
        if (Uuids.isUuid(query)) {
            values.add(query);
            where.add("account_id = cast(?" + values.size() + " as uuid)");
        } else if (!query.isEmpty()) {
            values.add(query.toLowerCase(Locale.ROOT));
            where.add("position(?" + values.size() + " in lower(concat_ws(' ', email_address, first_name || ' '"
                    + " || last_name, name))) > 0");
        }
        if (request.banned() != null) {
            where.add(request.banned() ? "banned" : "not banned");
        }
        if (request.admin() != null) {
            where.add((request.admin() ? "" : "not ") + "'admin' = any(groups)");
        }
        if (request.after() != null) {
            values.add(request.after());
            where.add("(created, account_id) < (select created, account_id from accounts where account_id = cast(?"
                    + values.size() + " as uuid))");
        }
        var select = database.createNativeQuery(
                "select * from accounts where " + String.join(" and ", where)
                        + " order by created desc, account_id desc",
                Account.class);
        for (int i = 0; i < values.size(); i++) {
            select.setParameter(i + 1, values.get(i));
        }
        List<?> rows = select.setMaxResults(PageSize.of(request.limit())).getResultList();
        return rows.stream()
                .map(Account.class::cast)
                .map(AccountDirectory::shown)
                .toList();
    }

    private static Found shown(Account account) {
        return new Found(
                account.accountId,
                account.emailAddress,
                account.firstName,
                account.lastName,
                account.name,
                List.of(account.groups),
                account.banned,
                account.created,
                account.lastActive);
    }
}
