package org.calque.billing.tables;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// How much accounts may spend on each service.
@Singleton
class CrmPurchaseQuotasTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "purchase_quotas",
            "id",
            Map.ofEntries(
                    Map.entry("id", "integer"),
                    Map.entry("account_id", "uuid"),
                    Map.entry("service", "text"),
                    Map.entry("value", "real")));

    CrmPurchaseQuotasTable(AgroalDataSource database) {
        super("crm_purchase_quotas", ROWS, Making.NUMBERED, database);
    }
}
