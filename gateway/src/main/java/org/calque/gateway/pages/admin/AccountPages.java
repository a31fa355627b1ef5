package org.calque.gateway.pages.admin;

import static org.calque.gateway.pages.admin.Administrators.carryOut;
import static org.calque.gateway.pages.admin.Administrators.only;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.calque.gateway.pages.NotShown;
import org.calque.gateway.pages.Page;
import org.calque.gateway.pages.PageFamily;
import org.calque.gateway.pages.Site;
import org.calque.gateway.pages.Visit;

/// Where administrators begin, and everybody's accounts: find, ban, and make administrators.
@Singleton
class AccountPages implements PageFamily {
    private static final String ACCOUNTS = "/admin/accounts";
    private static final int AT_ONCE = 50;
    private static final Map<String, String> NOTES = Map.of(
            "banned", "The account is banned. Its sessions and keys do not work any more.",
            "unbanned", "The account is not banned any more.",
            "groups", "The rights of the account are changed.");

    @Override
    public void addTo(Site site) {
        site.get("/admin", only(visit -> Page.shown(AdminTemplates.start(visit.frame()))))
                .get(ACCOUNTS, only(this::list))
                .get(ACCOUNTS + "/{id}", only(this::one))
                .post(ACCOUNTS + "/{id}/ban", only(visit -> ban(visit, "accounts/ban", "banned")))
                .post(ACCOUNTS + "/{id}/unban", only(visit -> ban(visit, "accounts/remove-ban", "unbanned")))
                .post(ACCOUNTS + "/{id}/admin", only(this::setAdmin));
    }

    private Page list(Visit visit) {
        var query = visit.query().one("q");
        var parameters = new HashMap<String, Object>(Map.of("limit", AT_ONCE));
        if (!query.isEmpty()) {
            parameters.put("query", query);
        }
        if (visit.query().has("after")) {
            parameters.put("after", visit.query().one("after"));
        }
        var accounts = find(visit, parameters);
        var after = accounts.size() < AT_ONCE ? "" : accounts.getLast().id();
        return Page.shown(AdminTemplates.accounts(visit.frame(), accounts, query, after));
    }

    private Page one(Visit visit) {
        var note = NOTES.getOrDefault(visit.query().one("note"), "");
        return Page.shown(AdminTemplates.account(visit.frame(), account(visit), note));
    }

    private Page ban(Visit visit, String path, String note) {
        var id = account(visit).id();
        return carryOut(visit, path, Map.of("account_id", id), ACCOUNTS + "/" + id + "?note=" + note);
    }

    private Page setAdmin(Visit visit) {
        var account = account(visit);
        var groups = account.groupsWith(visit.form().one("admin").equals("yes"));
        return carryOut(
                visit,
                "admin/set-groups",
                Map.of("account_id", account.id(), "groups", groups),
                ACCOUNTS + "/" + account.id() + "?note=groups");
    }

    private static Account account(Visit visit) {
        var id = visit.variable("id");
        return find(visit, Map.of("query", id)).stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(NotShown::nothingHere);
    }

    private static List<Account> find(Visit visit, Map<String, ?> parameters) {
        var accounts = new ArrayList<Account>();
        visit.ask("admin/accounts", parameters).path("accounts").forEach(json -> accounts.add(Account.of(json)));
        return accounts;
    }
}
