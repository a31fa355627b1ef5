package org.calque.billing.tables;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.util.Map;
import org.calque.kit.AdminTable;
import org.calque.kit.StoredRows;

/// Licenses that administrators give out.
@Singleton
class SiteLicensesTable extends AdminTable {
    private static final StoredRows ROWS = new StoredRows(
            "site_licenses",
            "id",
            Map.ofEntries(
                    Map.entry("id", "uuid"),
                    Map.entry("title", "text"),
                    Map.entry("description", "text"),
                    Map.entry("info", "jsonb"),
                    Map.entry("expires", "timestamptz"),
                    Map.entry("activates", "timestamptz"),
                    Map.entry("created", "timestamptz"),
                    Map.entry("last_used", "timestamptz"),
                    Map.entry("managers", "text[]"),
                    Map.entry("restricted", "boolean"),
                    Map.entry("upgrades", "jsonb"),
                    Map.entry("quota", "jsonb"),
                    Map.entry("run_limit", "integer"),
                    Map.entry("apply_limit", "integer")));

    SiteLicensesTable(AgroalDataSource database) {
        super("site_licenses", ROWS, Making.NAMED, database);
    }
}
