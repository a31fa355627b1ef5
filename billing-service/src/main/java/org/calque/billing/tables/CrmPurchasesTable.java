package org.calque.billing.tables;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// What administrators note about purchases.
@Singleton
class CrmPurchasesTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "purchases",
            "id",
            Map.ofEntries(Map.entry("id", "integer"), Map.entry("tag", "text"), Map.entry("notes", "text")));

    CrmPurchasesTable(AgroalDataSource database) {
        super("crm_purchases", ROWS, Making.NEVER, database);
    }
}
