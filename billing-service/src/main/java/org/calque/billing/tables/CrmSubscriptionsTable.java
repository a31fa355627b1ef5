package org.calque.billing.tables;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// Subscriptions, as administrators keep them.
@Singleton
class CrmSubscriptionsTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "subscriptions",
            "id",
            Map.ofEntries(
                    Map.entry("id", "integer"),
                    Map.entry("account_id", "uuid"),
                    Map.entry("created", "timestamptz"),
                    Map.entry("current_period_start", "timestamptz"),
                    Map.entry("current_period_end", "timestamptz"),
                    Map.entry("latest_purchase_id", "integer"),
                    Map.entry("cost", "real"),
                    Map.entry("interval", "text"),
                    Map.entry("status", "text"),
                    Map.entry("canceled_at", "timestamptz"),
                    Map.entry("resumed_at", "timestamptz"),
                    Map.entry("metadata", "jsonb"),
                    Map.entry("notes", "text")));

    CrmSubscriptionsTable(AgroalDataSource database) {
        super("crm_subscriptions", ROWS, Making.NUMBERED, database);
    }
}
