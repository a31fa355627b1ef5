package org.calque.billing.tables;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// What administrators note about statements.
@Singleton
class CrmStatementsTable extends AdminTable {
    private static final StoredRows ROWS =
            new StoredRows("statements", "id", Map.ofEntries(Map.entry("id", "integer"), Map.entry("notes", "text")));

    CrmStatementsTable(AgroalDataSource database) {
        super("crm_statements", ROWS, Making.NEVER, database);
    }
}
