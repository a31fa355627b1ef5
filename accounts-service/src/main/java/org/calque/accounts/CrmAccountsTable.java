package org.calque.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.calque.accounts.audit.Audit;
import org.calque.accounts.audit.AuditEvent;
import org.calque.accounts.life.Bans;
import org.calque.kit.AdminTable;
import org.calque.kit.Outbox;
import org.calque.kit.StoredRows;
import org.calque.messages.Caller;
import org.calque.messages.Outcome;
import org.calque.messages.Outcome.Problem;
import org.calque.messages.Uuids;
import org.calque.messages.facts.AccountChanged;

/// What administrators change of the accounts of others. A ban is the same as through its own call.
@Singleton
class CrmAccountsTable extends AdminTable {
    private static final List<String> NAMES = List.of("name", "first_name", "last_name");
    private static final StoredRows ROWS = new StoredRows(
            "accounts",
            "account_id",
            Map.ofEntries(
                    Map.entry("account_id", "uuid"),
                    Map.entry("name", "text"),
                    Map.entry("first_name", "text"),
                    Map.entry("last_name", "text"),
                    Map.entry("autosave", "integer"),
                    Map.entry("font_size", "integer"),
                    Map.entry("banned", "boolean"),
                    Map.entry("unlisted", "boolean"),
                    Map.entry("notes", "text"),
                    Map.entry("purchase_closing_day", "integer"),
                    Map.entry("min_balance", "real")));

    private final Bans bans;
    private final Audit audit;
    private final Outbox outbox;

    CrmAccountsTable(AgroalDataSource database, Bans bans, Audit audit, Outbox outbox) {
        super("crm_accounts", ROWS, Making.NEVER, database);
        this.bans = bans;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    protected void check(ObjectNode row, Caller caller) throws SetRefused {
        UUID account = Uuids.parse(row.path("account_id").asText(""))
                .orElseThrow(() -> new SetRefused("FATAL: must specify crm_accounts.account_id"));
        for (String name : NAMES) {
            checkName(name, row);
        }
        if (row.path("banned").isBoolean()
                && bans.set(account.toString(), row.path("banned").booleanValue(), caller)
                        instanceof Outcome.Refused refused) {
            throw new SetRefused(refused.reply() instanceof Problem problem ? problem.error() : "not allowed");
        }
        row.remove("banned");
    }

    @Override
    @Transactional(rollbackOn = SetRefused.class)
    public void set(ObjectNode row, Caller caller) throws SetRefused {
        super.set(row, caller);
        var account = UUID.fromString(row.path("account_id").asText());
        if (NAMES.stream().anyMatch(row::has)) {
            audit.record(AuditEvent.NAME_CHANGED, caller, account);
        }
        outbox.add(new AccountChanged(account));
    }

    private static void checkName(String column, ObjectNode row) throws SetRefused {
        if (row.path(column).isTextual()) {
            var name = row.get(column).textValue();
            row.set(
                    column,
                    column.equals("name") ? AccountNames.userName(name) : AccountNames.personName(column, name));
        }
    }
}
